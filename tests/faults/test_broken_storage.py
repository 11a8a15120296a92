"""Whatever befalls the database of a batch, the command says so and ends; afterwards `--resume` completes the grades."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import nights
import pytest
from sqlalchemy import Engine, event

from grader.errors import StorageFault
from grader.model import Report
from grader.storage import Results

Grades = dict[str, Report]
Progress = Callable[[int, int, Report | None], None]


def resumed(lecture: Path, database: Path, worker: nights.Kept) -> Grades:
    with Results.open(database) as results:
        nights.resume(lecture, results, worker)
    return nights.grades(database)


def when_stored(count: int, disturb: Callable[[], None]) -> Progress:
    """Disturbs once so many reports are stored, before the next one is."""

    def progress(done: int, total: int, report: Report | None) -> None:
        if done == count:
            disturb()

    return progress


@contextmanager
def small_disk(pages: int) -> Iterator[None]:
    def limit(connection: sqlite3.Connection, record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


def test_a_disk_that_fills_up_ends_the_batch_and_costs_nothing(
    lecture: Path, worker: nights.Kept, undisturbed: Grades, tmp_path: Path
) -> None:
    database = tmp_path / "class.sqlite"
    with (
        small_disk(30),
        Results.open(database) as results,
        pytest.raises(StorageFault, match="is full; free some space"),
    ):
        nights.grade(lecture, results, worker)
    assert 0 < (nights.progress(database) or 0) < len(undisturbed)
    assert nights.same(resumed(lecture, database, worker), undisturbed)


def test_a_locked_database_is_waited_for_and_in_the_end_given_up(
    lecture: Path, worker: nights.Kept, undisturbed: Grades, tmp_path: Path
) -> None:
    """A lock that is gone in time goes unnoticed; one that stays ends the batch; after it, grading goes on."""
    database = tmp_path / "class.sqlite"
    url = f"sqlite:///{database}?timeout=2.5"
    with closing(sqlite3.connect(database, isolation_level=None, check_same_thread=False)) as other:
        released = threading.Timer(0.5, other.rollback)

        def lock() -> None:
            other.execute("BEGIN EXCLUSIVE")

        def lock_for_a_while() -> None:
            lock()
            released.start()

        def disturb(done: int, total: int, report: Report | None) -> None:
            when_stored(2, lock_for_a_while)(done, total, report)
            when_stored(6, lock)(done, total, report)

        with (
            Results.open(url) as results,
            pytest.raises(StorageFault, match="is locked by another program; wait until"),
        ):
            nights.grade(lecture, results, worker, progress=disturb)
        released.join()
        other.rollback()
    assert nights.progress(database) == 6
    assert nights.same(resumed(lecture, database, worker), undisturbed)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda path: os.truncate(path, path.stat().st_size // 2 // 4096 * 4096), "is damaged"),
        (lambda path: path.write_bytes(b"no database at all" * 1000), "is not a results database of grader"),
        (lambda path: path.write_text("{}"), "is not a results database of grader"),
    ],
    ids=["cut short", "something else", "another file"],
)
def test_a_file_that_is_no_whole_database_is_left_alone_and_named(
    lecture: Path, tmp_path: Path, spoil: Callable[[Path], None], message: str
) -> None:
    database = tmp_path / "class.sqlite"
    with Results.open(database) as results:
        run = results.start_run(seed=1, origin=str(lecture), tasks={}, versions={}, settings={})
        results.finish_run(run.id)
    spoil(database)
    before = database.read_bytes()
    with pytest.raises(StorageFault, match=message):
        Results.open(database)
    assert database.read_bytes() == before


def a_file_of_at_most(size: int) -> Callable[[], None]:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.slow
def test_the_command_says_that_the_file_may_not_grow_and_goes_on_later(
    lecture: Path, undisturbed: Grades, tmp_path: Path
) -> None:
    database = tmp_path / "class.sqlite"
    options = ("--task", nights.TASK.name, "--seed", str(nights.SEED))
    batch = nights.start(lecture, database, *options, preexec_fn=a_file_of_at_most(150_000))
    code, errors = nights.ended(batch)
    assert code == 4 and str(database) in errors, errors
    code, errors = nights.ended(nights.go_on(lecture, database))
    assert code == 1, errors
    assert nights.same(nights.grades(database), undisturbed)


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a small disk")
def test_the_command_says_that_the_disk_is_full_and_goes_on_later(
    lecture: Path, undisturbed: Grades, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if made.returncode != 0:
        pytest.skip(f"no small disk here: {made.stderr.decode()}")
    try:
        database = disk / "class.sqlite"
        options = ("--task", nights.TASK.name, "--seed", str(nights.SEED))
        code, errors = nights.ended(nights.start(lecture, database, *options))
        assert code == 4 and f"the disk with {database} is full; free some space" in errors, errors
        subprocess.run(["mount", "-o", "remount,size=20m", str(disk)], check=True)
        code, errors = nights.ended(nights.go_on(lecture, database))
        assert code == 1, errors
        assert nights.same(nights.grades(database), undisturbed)
    finally:
        subprocess.run(["umount", str(disk)], check=True)
