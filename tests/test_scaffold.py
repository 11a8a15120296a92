"""`grader new-task`: what it lays out validates at once, and bad names are refused in words."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from grader.catalog import Catalog
from grader.cli import main
from grader.errors import UsageError
from grader.sandbox.worker import Worker
from grader.scaffold import new_task
from grader.validation import guessable, validate


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "assignments").mkdir()
    return tmp_path


def test_a_new_task_validates_at_once(course: Path) -> None:
    new_task(course, "basics/twice", "Twice")
    catalog = Catalog(course)
    task = catalog.task("basics/twice")
    with Worker.for_tasks([task], mode="plain") as worker:
        rows = list(validate(task, catalog, worker, seed=1))
    assert [(row.kind, row.broken) for row in rows] == [
        ("reference", False),
        ("accepted", False),
        ("misconception", False),
        ("starter", False),
    ]
    assert rows[2].named == {"squares_instead"}
    assert guessable(task, catalog, seed=1) == {}


def test_the_symbol_is_the_name_of_the_task_by_default(course: Path) -> None:
    new_task(course, "basics/twice")
    assert Catalog(course).task("basics/twice").symbols == ("twice",)


def test_a_new_task_comes_last_in_its_unit(course: Path) -> None:
    for name in ("basics/zeta", "basics/alpha", "others/alpha"):
        new_task(course, name)
    assert [(task.name, task.order) for task in Catalog(course).tasks] == [
        ("basics/zeta", 1),
        ("basics/alpha", 2),
        ("others/alpha", 1),
    ]


@pytest.mark.parametrize(
    "name",
    ["twice", "", "/", "basics/", "/twice", "Basics/twice", "basics/two-fold", "../twice", "a/b/c", "a/1b", "a/b\n"],
)
def test_names_that_are_not_snake_case_are_refused(course: Path, name: str) -> None:
    with pytest.raises(UsageError, match="UNIT/NAME"):
        new_task(course, name)
    assert not list((course / "assignments").iterdir())


@pytest.mark.parametrize("symbol", ["", "two fold", "2x", "class", "torch", "Tensor", "x;import os"])
def test_symbols_that_cannot_be_defined_are_refused(course: Path, symbol: str) -> None:
    with pytest.raises(UsageError, match="--symbol"):
        new_task(course, "basics/twice", symbol)
    assert not list((course / "assignments").iterdir())


def test_a_keyword_as_name_needs_a_symbol(course: Path) -> None:
    with pytest.raises(UsageError, match="--symbol"):
        new_task(course, "basics/lambda")
    assert new_task(course, "basics/lambda", "Lambda")


def test_existing_tasks_are_left_alone(course: Path) -> None:
    files = new_task(course, "basics/twice")
    before = [path.read_bytes() for path in files]
    with pytest.raises(UsageError, match=r"assignments.basics.twice exists"):
        new_task(course, "basics/twice", "other")
    assert [path.read_bytes() for path in files] == before


def test_an_existing_reference_is_left_alone(course: Path) -> None:
    reference = course / "reference" / "basics" / "twice.py"
    reference.parent.mkdir(parents=True)
    reference.write_text("mine")
    with pytest.raises(UsageError, match=r"twice\.py exists"):
        new_task(course, "basics/twice")
    assert reference.read_text() == "mine"


def test_the_command_lists_what_it_wrote(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRADER_COURSE", str(course))
    monkeypatch.setattr(sys, "argv", ["grader", "new-task", "basics/twice"])
    with pytest.raises(SystemExit) as ended:
        main()
    printed = capsys.readouterr()
    assert ended.value.code == 0
    assert all((course / line).is_file() for line in printed.out.splitlines())
    assert "grader validate basics/twice" in printed.err
