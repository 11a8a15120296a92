"""The same submissions and seed give the same reports, seconds aside, whatever else differs."""

from __future__ import annotations

import queue
import random
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import nights
import pytest

from grader import intake, pipeline
from grader.model import Report, Submission, Task
from grader.oracle import Oracle
from grader.sandbox.worker import Worker

CLASS = nights.ROOT / "examples/class"
FEW = ("grace_park", "zoe_adams", "이서연")  # statistics, pictures, named mistakes, a notebook
# Also training, NMS, blocks; a folder, a zip, a file that is not Python.
MORE = (*FEW, "david_okafor", "emma_novak", "farid_rahimi", "oscar_ruiz", "umut_kaya")


@pytest.fixture(scope="module")
def workers() -> Iterator[list[Worker]]:
    started: list[Worker] = []
    try:
        started += (Worker.for_tasks(nights.CATALOG.tasks, mode=nights.MODE) for _ in range(2))
        for worker in started:
            worker.wait()
        yield started
    finally:
        for worker in started:
            worker.close()


def chosen(names: Sequence[str]) -> list[tuple[Submission, list[Task]]]:
    """Submissions, each with the tasks that it answers."""
    submissions = [intake.read(path) for path in sorted(CLASS.iterdir()) if path.stem in names]
    assert len(submissions) == len(names)
    return [(s, [task for task in nights.CATALOG.tasks if pipeline.answers(s, task)]) for s in submissions]


def graded(
    submissions: Sequence[tuple[Submission, list[Task]]], workers: Sequence[Worker], oracle: Oracle
) -> dict[str, Report]:
    """Graded in the order given, on all workers at once."""
    idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def one(submission: Submission, tasks: list[Task]) -> Report:
        worker = idle.get()
        try:
            return pipeline.grade(submission, tasks, worker=worker, oracle=oracle)
        finally:
            idle.put(worker)

    with ThreadPoolExecutor(len(workers)) as pool:
        reports = list(pool.map(lambda pair: one(*pair), submissions))
    return {report.student: nights.without_seconds(report) for report in reports}


@pytest.mark.parametrize(
    ("names", "rounds"), [(FEW, 3), pytest.param(MORE, 20, marks=pytest.mark.slow)], ids=["few", "more"]
)
def test_grading_again_in_any_order_gives_the_same_reports(
    names: Sequence[str], rounds: int, workers: list[Worker]
) -> None:
    """On one worker or two; at times our own side is computed anew."""
    draw = random.Random(5)
    submissions = chosen(names)
    oracle = Oracle(nights.CATALOG, seed=11)
    first = graded(submissions, workers[:1], oracle)
    assert not any(report.internal for report in first.values())
    for number in range(1, rounds):
        if number % 10 == 1:
            oracle = Oracle(nights.CATALOG, seed=11)
        draw.shuffle(submissions)
        again = graded(submissions, workers[: 1 + number % 2], oracle)
        for student, report in first.items():
            assert again[student] == report, (number, student)


def test_the_addresses_of_objects_are_in_no_report(workers: list[Worker], tmp_path: Path) -> None:
    file = tmp_path / "iou.py"
    file.write_text("def box_iou(a, b):\n    print(box_iou)\n    raise ValueError(object())\n", encoding="utf-8")
    oracle = Oracle(nights.CATALOG, seed=11)
    (report,) = pipeline.grade(intake.read(file), [nights.TASK], worker=workers[0], oracle=oracle).tasks
    assert report.checks[0].message is not None
    assert "`ValueError: <object object>`" in report.checks[0].message.en
    assert report.checks[0].printed == "<function box_iou>\n"


@pytest.mark.slow
def test_batches_of_one_and_three_jobs_store_the_same(tmp_path: Path) -> None:
    """Processes with hash seeds of their own; the names of the students put them into another order."""
    found = []
    for jobs, sign in ((1, 1), (3, -1)):
        folder = tmp_path / f"class-{jobs}"
        for number, name in enumerate(MORE):
            (source,) = (path for path in CLASS.iterdir() if path.stem == name)
            place = folder / f"{500 + sign * number} {name}"
            if source.is_dir():
                shutil.copytree(source, place)
            else:
                place.mkdir(parents=True)
                shutil.copy(source, place)
        database = tmp_path / f"{jobs}.sqlite"
        code, errors = nights.ended(nights.start(folder, database, "--jobs", str(jobs), "--seed", "3"))
        assert code == 1, errors
        reports = nights.grades(database)
        found.append({name.partition(" ")[2]: replace(report, student="") for name, report in reports.items()})
    one, three = found
    assert set(one) == set(MORE)
    for student, report in one.items():
        assert three[student] == report, student
