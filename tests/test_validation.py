"""What `grader validate` finds out beyond the kill matrix: checks that can be guessed, and how tolerances are placed."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from grader.catalog import Catalog
from grader.model import Verdict
from grader.sandbox.worker import Worker
from grader.scaffold import new_task
from grader.validation import Row, guessable, margins, validate


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "assignments").mkdir()
    new_task(tmp_path, "basics/twice", "Twice")
    return tmp_path


def with_check(course: Path, decorator: str, body: str) -> Catalog:
    """The course with another body in its second check."""
    path = course / "assignments/basics/twice/checks.py"
    head = path.read_text(encoding="utf-8").split("@check(close(1e-9))\ndef doubles")[0]
    head = head.replace("import check, close", "import check, close, converges, derived, same_set, statistics")
    path.write_text(f"{head}{decorator}\ndef doubles_any_tensor(impl, draw):\n{body}\n", encoding="utf-8")
    return Catalog(course)


@pytest.mark.parametrize(
    ("decorator", "body", "guess"),
    [
        ("@check(close(1e-9))", "    return impl.Twice(torch.ones(3))", "another seed"),
        ("@check(close(1e-9))", "    x = draw.normal(3)\n    return impl.Twice(x) - x - x", "another seed"),
        ("@check(close(0))", "    x = draw.normal(3)\n    return torch.equal(impl.Twice(x), x + x)", "another seed"),
        (
            "@check(derived(lambda seen, drawn: seen['y'].values / drawn['x'].values % 2, close(1e-9)))",
            "    x = draw.moderate(3)\n    return {'x': x, 'y': impl.Twice(x)}",
            "zeros",
        ),
        ("@check(statistics())", "    return impl.Twice(draw.normal(2000))", "another seed"),
        ("@check(close(1e-9))", "    return impl.Twice(draw.normal(3))", None),
        ("@check(same_set())", "    return impl.Twice(draw.normal(3))", None),
        (
            "@check(derived(lambda seen, drawn: seen['y'].values / drawn['x'].values, close(1e-9)))",
            "    x = draw.moderate(3)\n    return {'x': x, 'y': impl.Twice(x)}",
            None,
        ),
    ],
)
def test_a_check_that_needs_no_work_can_be_guessed(course: Path, decorator: str, body: str, guess: str | None) -> None:
    catalog = with_check(course, decorator, body)
    found = guessable(catalog.task("basics/twice"), catalog, seed=1)
    assert list(found) == ([] if guess is None else ["doubles_any_tensor"])
    assert guess is None or guess in found["doubles_any_tensor"]


def test_a_check_without_points_may_be_guessed(course: Path) -> None:
    catalog = with_check(course, "@check(close(0))", "    return impl.Twice(torch.ones(3))")
    path = course / "assignments/basics/twice/task.toml"
    head, tail = path.read_text(encoding="utf-8").split("[checks.doubles_any_tensor]\npoints = 1")
    path.write_text(f"{head}[checks.doubles_any_tensor]\npoints = 0{tail}", encoding="utf-8")
    catalog = Catalog(course)
    assert guessable(catalog.task("basics/twice"), catalog, seed=1) == {}


def test_the_matrix_measures_distances(course: Path) -> None:
    catalog = Catalog(course)
    task = catalog.task("basics/twice")
    with Worker.for_tasks([task], mode="plain") as worker:
        rows = {row.kind: row for row in validate(task, catalog, worker, seed=1)}
    assert rows["reference"].distances == {"matches_the_worked_example": 0.0, "doubles_any_tensor": 0.0}
    assert rows["starter"].distances == {}
    assert all(1 < distance < math.inf for distance in rows["misconception"].distances.values())


def row(kind: str, name: str, distance: float | None) -> Row:
    distances = {} if distance is None else {"matches_the_worked_example": distance}
    verdict = Verdict.ERROR if distance is None else Verdict.PASS if distance <= 1 else Verdict.FAIL
    return Row(kind, name, (("matches_the_worked_example", verdict),), frozenset(), "", distances)


def test_margins_go_to_the_furthest_right_and_the_nearest_wrong_solution(course: Path) -> None:
    rows = [
        row("reference", "ref", 0.0),
        row("accepted", "near", 0.01),
        row("accepted", "far", 0.25),
        row("misconception", "passes this check", 0.5),
        row("misconception", "small", 40.0),
        row("misconception", "large", 4e6),
        row("misconception", "other shape", math.inf),
        row("misconception", "raises", None),
        row("starter", "starter", 3.0),
    ]
    first, second = margins(Catalog(course).task("basics/twice"), rows)
    assert (first.right, first.furthest_right, first.wrong, first.nearest_wrong) == (4.0, "far", 40.0, "small")
    assert first.thin
    assert (second.right, second.wrong) == (math.inf, math.inf) and not second.thin


@pytest.mark.parametrize(
    ("decorator", "verdict"),
    [
        ("@check(close(1e-9))", Verdict.WARNING),
        (
            "@check(converges(lambda seen, kept: abs(float(seen.values.sum()) + 99), Text('loss', '손실')))",
            Verdict.FAIL,
        ),
    ],
)
def test_points_for_a_mistake_are_given_or_missed(course: Path, decorator: str, verdict: Verdict) -> None:
    """Two trainings that are equally bad need not be the same mistake: such a check gives no part of its points."""
    path = course / "assignments/basics/twice/task.toml"
    text = path.read_text(encoding="utf-8")
    at = text.index("points = 1", text.index("doubles_any_tensor"))
    text = text[:at] + "points = 1\npartial.squares_instead = 0.5" + text[at + 10 :]
    path.write_text(text.replace('needs = ["matches_the_worked_example"]\n', ""), encoding="utf-8")
    catalog = with_check(course, decorator, "    return impl.Twice(9 + draw.normal(3).abs())")
    checks = course / "assignments/basics/twice/checks.py"
    body = checks.read_text(encoding="utf-8")
    checks.write_text(
        body.replace("import torch\n", "import torch\n\nfrom grader.model import Text\n", 1), encoding="utf-8"
    )
    task = catalog.task("basics/twice")
    with Worker.for_tasks([task], mode="plain") as worker:
        rows = {row.name: row for row in validate(task, catalog, worker, seed=1)}
    row = rows["squares_instead"]
    assert dict(row.verdicts)["doubles_any_tensor"] is verdict
    assert row.broken is (verdict is Verdict.FAIL)
    assert ("no warning by doubles_any_tensor" in row.detail) is row.broken
