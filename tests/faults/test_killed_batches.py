"""`kill -9` of `grader batch` and of each process below it: nothing is lost, graded twice, graded otherwise or left."""

from __future__ import annotations

import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nights
import pytest
from nights import GENERATIONS, Orphans, generation, go_on, kill, progress, wait_until

from grader import intake, pipeline
from grader.model import Report
from grader.oracle import Oracle

Grades = dict[str, Report]
KILLS, KILLS_A_NIGHT = 50, 8


def is_stored(database: Path, count: int) -> bool:
    stored = progress(database)
    return stored is not None and stored >= count


def test_a_batch_killed_again_and_again_ends_with_the_same_grades(
    lecture: Path, undisturbed: Grades, orphans: Orphans, tmp_path: Path
) -> None:
    """While starting, in the first submission, in the middle, and when the last report is stored."""
    database = tmp_path / "class.sqlite"
    for moment in (None, 0, len(undisturbed) // 2, len(undisturbed)):
        batch = go_on(lecture, database, jobs=1)
        if moment is None:
            wait_until(lambda pid=batch.pid: bool(generation(pid, 1)), batch)
        else:
            wait_until(lambda count=moment: is_stored(database, count), batch)
        batch.kill()
        nights.ended(batch)
        orphans.assert_none()
    code, errors = nights.ended(go_on(lecture, database))
    assert code == 1, errors
    orphans.assert_none()
    assert nights.same(nights.grades(database), undisturbed)


@pytest.mark.parametrize("kind", GENERATIONS)
def test_a_process_of_the_sandbox_that_is_killed_changes_no_grade(
    kind: str, lecture: Path, worker: nights.Kept, undisturbed: Grades
) -> None:
    submission = intake.read(lecture / "alice.py")
    oracle = Oracle(nights.CATALOG, seed=nights.SEED)

    def kill_one() -> None:
        deadline = time.monotonic() + 60
        while not generation(worker.pid, max(GENERATIONS.values()) - 1):
            assert time.monotonic() < deadline
            time.sleep(0.002)
        (victim,) = generation(worker.pid, GENERATIONS[kind] - 1)
        kill(victim)

    # Grading stays in this thread: a zygote ends with the thread that started it.
    with ThreadPoolExecutor(1) as pool:
        killing = pool.submit(kill_one)
        report = pipeline.grade(submission, [nights.TASK], worker=worker, oracle=oracle)
        killing.result()
    assert nights.without_seconds(report) == undisturbed["alice"]


@pytest.mark.slow
def test_many_kills_at_any_moment_lose_nothing(
    lecture: Path, undisturbed: Grades, orphans: Orphans, tmp_path: Path
) -> None:
    began = time.monotonic()
    nights.ended(go_on(lecture, tmp_path / "measured.sqlite"))
    life = time.monotonic() - began
    draw = random.Random(nights.SEED)
    killed, night = 0, 0
    while killed < KILLS:
        night += 1
        database = tmp_path / f"{night}.sqlite"
        for _ in range(KILLS_A_NIGHT):
            batch = go_on(lecture, database)
            moment = draw.uniform(0, life)
            if draw.random() < 0.5:  # from when a child is seen on: starting takes most of the time, but does the least
                wait_until(lambda pid=batch.pid: bool(generation(pid, max(GENERATIONS.values()))), batch)
                moment = draw.uniform(0, life / 4)
            until = time.monotonic() + moment
            wait_until(lambda until=until: time.monotonic() >= until, batch)
            batch.kill()
            code, errors = nights.ended(batch)
            orphans.assert_none()
            if code != -signal.SIGKILL:
                break
            killed += 1
        else:
            code, errors = nights.ended(go_on(lecture, database))
        assert code == 1, errors
        orphans.assert_none()
        assert nights.same(nights.grades(database), undisturbed)


@pytest.mark.slow
@pytest.mark.parametrize("kind", GENERATIONS)
def test_any_process_of_the_sandbox_may_be_killed(
    kind: str, lecture: Path, undisturbed: Grades, orphans: Orphans, tmp_path: Path
) -> None:
    """In the middle, twice, at random moments: the batch mends itself, unless both hit one submission in its last try.
    While starting, it may end and say so."""
    draw = random.Random(f"{nights.SEED} {kind}")
    database = tmp_path / "class.sqlite"
    batch = go_on(lecture, database)
    for _ in range(2):
        wait_until(lambda: is_stored(database, 1) and bool(generation(batch.pid, GENERATIONS[kind])), batch)
        until = time.monotonic() + draw.uniform(0, 0.3)
        wait_until(lambda until=until: time.monotonic() >= until, batch)
        if victims := generation(batch.pid, GENERATIONS[kind]):
            kill(draw.choice(victims))
    code, errors = nights.ended(batch)
    if code == 5:
        code, errors = nights.ended(go_on(lecture, database))
    assert code == 1, errors
    orphans.assert_none()
    assert nights.same(nights.grades(database), undisturbed)

    starting = tmp_path / "starting.sqlite"
    batch = go_on(lecture, starting)
    wait_until(lambda: bool(generation(batch.pid, GENERATIONS[kind])), batch)
    if victims := generation(batch.pid, GENERATIONS[kind]):
        kill(draw.choice(victims))
    code, errors = nights.ended(batch)
    assert code == 1 or (code == 4 and "sandbox" in errors), errors
    code, errors = nights.ended(go_on(lecture, starting))
    assert code == 1, errors
    orphans.assert_none()
    assert nights.same(nights.grades(starting), undisturbed)
