from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader import intake, pipeline
from grader.catalog import Catalog, checks_text
from grader.model import Report, Task, TaskReport, Verdict
from grader.oracle import Oracle, forget_unused
from grader.sandbox.worker import Worker

ROOT = Path(__file__).resolve().parents[1]
CATALOG = Catalog(ROOT)
ADAM, NMS = CATALOG.task("optimizers/adam"), CATALOG.task("detection/nms")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker({task.name: checks_text(task) for task in (ADAM, NMS)}, mode="plain") as started:
        yield started


@pytest.fixture(scope="module")
def oracle() -> Oracle:
    return Oracle(CATALOG, seed=11)


def graded(path: Path, worker: Worker, oracle: Oracle, task: Task = ADAM) -> TaskReport:
    (report,) = pipeline.grade(intake.read(path), [task], worker=worker, oracle=oracle).tasks
    return report


def written(folder: Path, text: str) -> Path:
    file = folder / "adam.py"
    file.write_text(text, encoding="utf-8")
    return file


def verdicts(report: TaskReport) -> list[Verdict]:
    return [check.verdict for check in report.checks]


@pytest.mark.parametrize("task", [ADAM, NMS], ids=lambda task: task.slug)
def test_the_reference_gets_every_point(task: Task, worker: Worker, oracle: Oracle) -> None:
    report = graded(CATALOG.reference(task), worker, oracle, task)
    assert set(verdicts(report)) == {Verdict.PASS}, report.checks
    assert report.score == report.max_score == task.points
    assert [excerpt.symbol for excerpt in report.code] == list(task.symbols)


@pytest.mark.parametrize("name", ["no_bias_correction", "always_coupled"])
def test_a_misconception_is_named_and_explained(name: str, worker: Worker, oracle: Oracle) -> None:
    report = graded(ADAM.folder / "misconceptions" / f"{name}.py", worker, oracle)
    named = [check for check in report.checks if check.misconception == name]
    assert named and report.score < report.max_score
    for check in named:
        assert check.explanation is not None and check.explanation.en and check.explanation.ko
        assert check.expected is not None and check.got is not None and check.hint is not None


def test_a_mistake_that_is_worth_some_points_is_a_warning(worker: Worker, oracle: Oracle) -> None:
    path = ADAM.folder / "misconceptions/no_bias_correction.py"
    first = next(check for check in graded(path, worker, oracle).checks if check.verdict is Verdict.FAIL)
    checks = [
        replace(text, points=2.0, partial={"no_bias_correction": 0.5}) if text.name == first.check else text
        for text in ADAM.checks
    ]
    report = graded(path, worker, oracle, replace(ADAM, checks=tuple(checks)))
    warned = next(check for check in report.checks if check.check == first.check)
    assert (warned.verdict, warned.points, warned.max_points) == (Verdict.WARNING, 0.5, 2.0)
    assert warned.explanation is not None and warned.misconception == "no_bias_correction"
    assert (warned.expected, warned.got, warned.hint) == (first.expected, first.got, first.hint)
    waiting = [text.name for text in checks if text.needs == (first.check,)]
    assert all(check.verdict is not Verdict.SKIPPED for check in report.checks if check.check in waiting)


def test_an_accepted_alternative_passes_where_the_handout_leaves_it_open(worker: Worker, oracle: Oracle) -> None:
    report = graded(ADAM.folder / "accepted/epsilon_inside_the_root.py", worker, oracle)
    assert set(verdicts(report)) == {Verdict.PASS}


def test_a_submission_without_the_symbol_is_missing(tmp_path: Path, worker: Worker, oracle: Oracle) -> None:
    report = graded(written(tmp_path, "class Adaam:\n    pass\n"), worker, oracle)
    assert set(verdicts(report)) == {Verdict.MISSING}
    assert report.score == 0
    assert report.checks[0].message is not None and "`Adam`" in report.checks[0].message.ko


def test_a_ready_made_optimizer_is_forbidden_with_its_line(tmp_path: Path, worker: Worker, oracle: Oracle) -> None:
    report = graded(written(tmp_path, "import torch\n\n\nclass Adam(torch.optim.Adam):\n    pass\n"), worker, oracle)
    assert set(verdicts(report)) == {Verdict.FORBIDDEN}
    place = report.checks[0].place
    assert place is not None and (place.file, place.line) == ("adam.py", 4)


def test_a_ready_made_optimizer_by_a_detour_is_forbidden_too(tmp_path: Path, worker: Worker, oracle: Oracle) -> None:
    code = """
import torch


class Adam:
    def __init__(self, params, **options):
        self.inner = getattr(getattr(torch, "op" + "tim"), "Ad" + "am")(params)

    def step(self):
        self.inner.step()
"""
    report = graded(written(tmp_path, code), worker, oracle)
    assert Verdict.FORBIDDEN in verdicts(report)
    assert report.score == 0


def test_dependents_of_a_failed_check_are_skipped(tmp_path: Path, worker: Worker, oracle: Oracle) -> None:
    code = "class Adam:\n    def __init__(self, *args, **options):\n        raise RuntimeError('boom')\n"
    report = graded(written(tmp_path, code), worker, oracle)
    first = report.checks[0]
    assert (first.verdict, first.place.line if first.place else None) == (Verdict.ERROR, 3)
    assert first.message is not None and "RuntimeError: boom" in first.message.en
    dependents = {text.name for text in ADAM.checks if "takes_a_step" in text.needs}
    skipped = {check.check for check in report.checks if check.verdict is Verdict.SKIPPED}
    assert skipped == dependents
    assert report.code[0].marked == (3,)


def test_a_reference_that_breaks_costs_no_points(tmp_path: Path, worker: Worker) -> None:
    shutil.copytree(ROOT / "assignments/optimizers/adam", tmp_path / "assignments/optimizers/adam")
    reference = tmp_path / "reference/optimizers/adam.py"
    reference.parent.mkdir(parents=True)
    reference.write_text("class Adam:\n    def __init__(self, *a, **k):\n        raise ValueError\n", encoding="utf-8")
    catalog = Catalog(tmp_path)
    report = graded(CATALOG.reference(ADAM), worker, Oracle(catalog, seed=0), catalog.tasks[0])
    assert set(verdicts(report)) == {Verdict.INTERNAL}
    assert report.score == report.max_score == ADAM.points


def test_the_same_seed_gives_the_same_verdicts(worker: Worker) -> None:
    def plain(report: Report) -> list[object]:
        return [replace(check, seconds=0.0) for task in report.tasks for check in task.checks]

    submission = intake.read(ADAM.folder / "misconceptions/swapped_corrections.py")
    runs = [
        plain(pipeline.grade(submission, [ADAM], worker=worker, oracle=Oracle(CATALOG, seed=seed)))
        for seed in (3, 3, 4)
    ]
    assert runs[0] == runs[1]
    assert runs[0] != runs[2]


def test_only_the_checks_asked_for_are_run(worker: Worker, oracle: Oracle) -> None:
    submission = intake.read(CATALOG.reference(ADAM))
    report = pipeline.grade(submission, [ADAM], worker=worker, oracle=oracle, checks=ADAM.checks[:2])
    assert [check.check for check in report.tasks[0].checks] == [check.name for check in ADAM.checks[:2]]
    assert report.max_score == sum(check.points for check in ADAM.checks[:2])


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"def (", b"\0" * 10, "class Adam:\n  \tpass".encode("utf-16")])
def test_nothing_that_is_handed_in_makes_grading_raise(
    tmp_path: Path, data: bytes, worker: Worker, oracle: Oracle
) -> None:
    (tmp_path / "adam.py").write_bytes(data)
    report = graded(tmp_path / "adam.py", worker, oracle)
    assert report.score == 0
    assert Verdict.INTERNAL not in verdicts(report)


def test_odd_text_in_an_exception_reaches_the_report(tmp_path: Path, worker: Worker, oracle: Oracle) -> None:
    code = "class Adam:\n    def __init__(self, *a, **k):\n        raise ValueError('\\ud800 \\x1b[31m')\n"
    report = graded(written(tmp_path, code), worker, oracle)
    assert report.checks[0].verdict is Verdict.ERROR


def test_an_oracles_cache_on_disk_survives_damage(tmp_path: Path) -> None:
    first = Oracle(CATALOG, seed=5, cache=tmp_path).reference(NMS, NMS.checks[0].name)
    (file,) = tmp_path.iterdir()
    again = Oracle(CATALOG, seed=5, cache=tmp_path)
    check = again.checks(NMS)[NMS.checks[0].name]
    assert check.compare.judge(again.reference(NMS, check.name), first, {}) is None
    forget_unused(tmp_path)
    assert file.exists()
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    repaired = Oracle(CATALOG, seed=5, cache=tmp_path)
    assert check.compare.judge(repaired.reference(NMS, check.name), first, {}) is None
    os.utime(file, (0, 0))
    forget_unused(tmp_path)
    assert not file.exists()


def test_seeds_of_checks_differ_and_depend_on_the_run() -> None:
    seeds = {Oracle(CATALOG, seed=seed).seed(ADAM, check.name) for seed in (1, 2) for check in ADAM.checks}
    assert len(seeds) == 2 * len(ADAM.checks)
