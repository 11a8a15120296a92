from __future__ import annotations

import ast
from pathlib import Path

import pytest

from grader.catalog import Catalog, checks_text
from grader.errors import TaskDefect, UsageError
from grader.model import Task
from grader.oracle import Oracle, variants

ROOT = Path(__file__).resolve().parents[1]
CATALOG = Catalog(ROOT)
TASK = """
order = 1
catalogue = []
symbols = ["f"]
title.en = "A task"
title.ko = "과제"
[checks.first]
points = 1
visibility = "public"
title.en = "First"
title.ko = "첫째"
hint.en = "Hint."
hint.ko = "힌트."
[checks.second]
points = 2
visibility = "hidden"
needs = ["first"]
title.en = "Second"
title.ko = "둘째"
hint.en = "Hint."
hint.ko = "힌트."
"""
CHECKS = """
from grader.checks import check, close
@check(close())
def first(impl, draw): return 1
@check(close())
def second(impl, draw): return 1
"""


def course(root: Path, task: str = TASK, checks: str | None = CHECKS) -> Catalog:
    folder = root / "assignments/unit/task"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "task.toml").write_text(task, encoding="utf-8")
    if checks is not None:
        (folder / "checks.py").write_text(checks, encoding="utf-8")
    return Catalog(root)


def test_a_task_is_read_whole(tmp_path: Path) -> None:
    (task,) = course(tmp_path).tasks
    assert (task.name, task.points, task.title.ko, task.symbols) == ("unit/task", 3.0, "과제", ("f",))
    assert [check.needs for check in task.checks] == [(), ("first",)]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("order = 1", "ordre = 1", "unknown key 'ordre', did you mean 'order'"),
        ("order = 1", "", "order is missing"),
        ("points = 1", "point = 1", "unknown key 'point', did you mean 'points'"),
        ("points = 1", "", "points is missing"),
        ("points = 1", 'points = "many"', "check first"),
        ('title.ko = "과제"', "", "title needs a text in en and in ko"),
        ('title.ko = "첫째"', "", "check first: title needs a text"),
        ('title.ko = "첫째"', 'title.ko = "  "', "check first: title needs a text"),
        ('hint.ko = "힌트."', "", "hint needs a text"),
        ('visibility = "public"', 'visibility = "secret"', "check first"),
        ('needs = ["first"]', 'needs = ["third"]', "needs 'third', which is no check before it"),
        ('needs = ["first"]', 'needs = ["second"]', "which is no check before it"),
        ("order = 1", "order = 1\nlimits.cpu = 3", "unknown key 'cpu'"),
        ("order = 1", "order = = 1", "task.toml"),
        ("order = 1", 'order = "x"', "order"),
        ("points = 1", "points = -1", "check first: points are negative"),
        ("points = 1", "points = true", "check first: points"),
        ("points = 1", "points = 1\npartial.mistake = 1", "check first: partial needs points between 0 and 1"),
        ("points = 1", 'points = 1\npartial.mistake = "half"', "check first: partial"),
        ("order = 1", 'order = 1\nlimits.cpu_seconds = "3"', "limits"),
        ("order = 1", 'order = 1\nforbidden = "torch.optim.*"', "forbidden"),
    ],
)
def test_a_task_that_does_not_hold_together_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(TaskDefect) as caught:
        course(tmp_path, TASK.replace(old, new, 1))
    assert message in str(caught.value)
    assert "assignments/unit/task/task.toml" in str(caught.value)


def test_points_for_a_mistake_that_is_not_there_are_refused(tmp_path: Path) -> None:
    (tmp_path / "assignments/unit/task/misconceptions").mkdir(parents=True)
    with pytest.raises(TaskDefect, match="partial names 'mistake', which is not in misconceptions/"):
        course(tmp_path, TASK.replace("points = 1", "points = 1\npartial.mistake = 0.5", 1))


def test_two_tasks_of_a_unit_that_ask_for_the_same_name_are_refused(tmp_path: Path) -> None:
    course(tmp_path)
    other = tmp_path / "assignments/unit/other"
    other.mkdir()
    (other / "task.toml").write_text(TASK, encoding="utf-8")
    with pytest.raises(TaskDefect, match=r"unit/other and unit/task both ask for f"):
        Catalog(tmp_path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('units = ["unti"]', "no unit 'unti', did you mean 'unit'"),
        ('units = "unit"', r"course\.toml: units"),
        ("unit = []", r"course\.toml"),
    ],
)
def test_an_order_of_units_that_names_none_is_refused(tmp_path: Path, line: str, message: str) -> None:
    root = course(tmp_path).root
    (root / "assignments" / "course.toml").write_text(line + "\n")
    with pytest.raises(TaskDefect, match=message):
        Catalog(root)


def test_a_part_of_a_course_need_not_have_all_units(tmp_path: Path) -> None:
    root = course(tmp_path).root
    (root / "assignments" / "course.toml").write_text('units = ["elsewhere", "unit"]\n')
    assert [task.unit for task in Catalog(root).tasks] == ["unit"]


def test_a_task_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "assignments/unit/task"
    folder.mkdir(parents=True)
    (folder / "task.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(TaskDefect, match=r"task\.toml"):
        Catalog(tmp_path)


@pytest.mark.parametrize(
    ("checks", "message"),
    [
        (
            CHECKS.replace("first", "third"),
            r"checks\.py has third: add \[checks\.third\].*\[checks\.first\]: define it",
        ),
        (
            CHECKS.replace("first", "x").replace("second", "first").replace("x(", "second("),
            r"order their checks differently; in checks\.py: second, first",
        ),
        (CHECKS + "@check(close())\ndef more(impl, draw): return 1\n", r"checks\.py has more"),
        ("", r"\[checks\.first\]: define it in checks\.py; task\.toml has \[checks\.second\]"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_checks_that_disagree_with_the_task_are_refused(tmp_path: Path, checks: str, message: str) -> None:
    catalog = course(tmp_path, checks=checks)
    with pytest.raises(TaskDefect, match=message):
        Oracle(catalog, seed=0).checks(catalog.tasks[0])


def test_a_task_without_checks_is_refused(tmp_path: Path) -> None:
    catalog = course(tmp_path, checks=None)
    with pytest.raises(TaskDefect, match=r"checks\.py cannot be read"):
        checks_text(catalog.tasks[0])


@pytest.mark.parametrize(
    ("name", "near"),
    [("optimizers/adm", "optimizers/adam"), ("optimzers", "optimizers"), ("detection/nmss", "detection/nms")],
)
def test_an_unknown_task_offers_near_matches(name: str, near: str) -> None:
    with pytest.raises(UsageError, match=f"did you mean .*{near}"):
        CATALOG.task(name)


def test_a_name_like_no_other_points_to_the_list() -> None:
    with pytest.raises(UsageError, match="grader list"):
        CATALOG.select(["zzzzzz"])


def test_a_unit_stands_for_its_tasks_and_nothing_is_named_twice() -> None:
    names = [task.name for task in CATALOG.select(["segmentation/", "segmentation/fcn"])]
    assert sorted(names) == [f"segmentation/{name}" for name in ("bilinear_upsampling", "fc_to_conv", "fcn")]
    assert CATALOG.select([]) == CATALOG.tasks


@pytest.mark.parametrize("task", CATALOG.tasks, ids=lambda task: task.name)
def test_every_task_of_the_course_is_complete(task: Task) -> None:
    oracle = Oracle(CATALOG, seed=0)
    assert list(oracle.checks(task)) == [check.name for check in task.checks]
    for name in ("handout.md", "handout.ko.md", "starter.py"):
        assert (task.folder / name).read_text(encoding="utf-8").strip(), name
    assert CATALOG.reference(task).is_file()
    wrong, right = variants(task, "misconceptions"), variants(task, "accepted")
    assert len(wrong) >= 5 and len(right) >= 3
    assert all(variant.explanation.en and variant.explanation.ko for variant in wrong)
    for check in oracle.checks(task).values():
        assert set(check.like) <= {variant.name for variant in right}
    starter = ast.parse((task.folder / "starter.py").read_text(encoding="utf-8"))
    assert set(task.symbols) <= {getattr(node, "name", "") for node in starter.body}
    assert task.points > 0 and any(check.visibility == "public" for check in task.checks)
