from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from grader.errors import StorageFault, UsageError
from grader.model import Report, Source, Submission
from grader.storage import Results, Run

Start = Callable[..., Run]
MakeReport = Callable[..., Report]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user may enter; those of pytest are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


@contextmanager
def an_ordinary_user() -> Iterator[None]:
    """Permissions do not hold root back; so for root, what is inside runs as nobody."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere/results.sqlite", r"the folder .*nowhere does not exist; create it, or choose another place"),
        ("file.txt/results.sqlite", r"file\.txt is not a folder"),
        ("folder", r"folder is a folder; name a file in it"),
    ],
)
def test_a_place_where_nothing_can_be_is_named(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "file.txt").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(StorageFault, match=message):
        Results.open(tmp_path / name)


@pytest.mark.parametrize(
    ("mode", "message"),
    [(0o555, r"the folder .*inner is read-only for this user"), (0o000, r"the folder .*inner may not be entered")],
)
@pytest.mark.parametrize("create", [True, False])
def test_a_folder_that_may_not_be_used_is_named(folder: Path, mode: int, message: str, create: bool) -> None:
    inner = folder / "inner"
    inner.mkdir()
    (inner / "results.sqlite").touch()
    inner.chmod(mode)
    name = "results.sqlite" if mode == 0 else "new.sqlite"
    error = StorageFault if create or mode == 0 else UsageError
    try:
        with an_ordinary_user(), pytest.raises(error, match=message if error is StorageFault else "no results in"):
            Results.open(inner / name, create=create)
    finally:
        inner.chmod(0o755)


def test_a_file_that_may_not_be_written_is_named(folder: Path, start: Start) -> None:
    path = folder / "results.sqlite"
    Results.open(path).close()
    path.chmod(0o444)
    with (
        an_ordinary_user(),
        pytest.raises(StorageFault, match="may not be read and written by this user; change its permissions"),
        Results.open(path) as results,
    ):
        start(results)


def test_a_locked_database_says_what_to_wait_for(tmp_path: Path, start: Start) -> None:
    path = tmp_path / "results.sqlite"
    with Results.open(f"sqlite:///{path}?timeout=0.05") as results:
        run = start(results)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StorageFault, match="is locked by another program; wait until it has finished"):
                start(results)
            assert results.runs() == [run]
        start(results)


def test_a_full_disk_says_so_and_loses_nothing_that_was_saved(
    tmp_path: Path, start: Start, make_report: MakeReport
) -> None:
    def small_disk(connection: sqlite3.Connection, record: Any) -> None:
        connection.execute("PRAGMA max_page_count = 100")

    saved = []
    event.listen(Engine, "connect", small_disk)
    try:
        with Results.open(tmp_path / "results.sqlite") as results:
            run = start(results)
            with pytest.raises(StorageFault, match=r"the disk with .*results\.sqlite is full; free some space"):
                for number in range(100):
                    report = make_report(f"student-{number:02}")
                    source = Source("adam", "adam.py", None, "x = 1\n" * 5000)
                    results.save(run.id, report, Submission(report.student, "here", report.sha256, (source,)))
                    saved.append(report)
            assert len(saved) > 3
            assert list(results.reports(run.id)) == saved
    finally:
        event.remove(Engine, "connect", small_disk)


def test_a_damaged_database_says_so(tmp_path: Path, start: Start) -> None:
    path = tmp_path / "results.sqlite"
    with Results.open(path) as results:
        start(results)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StorageFault, match=r"results\.sqlite is damaged .*restore a copy"):
        Results.open(path)


@pytest.mark.parametrize("details", ["{", '{"rejected": 3}', "[]"])
def test_a_stored_value_that_fits_no_report_says_so(
    tmp_path: Path,
    start: Start,
    make_report: MakeReport,
    make_submission: Callable[[Report], Submission],
    details: str,
) -> None:
    path = tmp_path / "results.sqlite"
    with Results.open(path) as results:
        run, report = start(results), make_report()
        results.save(run.id, report, make_submission(report))
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("UPDATE submissions SET details = ?", [details])
        with pytest.raises(StorageFault, match="holds a damaged result"):
            results.report(run.id, "kim")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://host/grades", "SQLite .* or PostgreSQL .*, not in 'mysql'"),
        ("://", "the database URL cannot be read"),
        ("postgresql://host:port/grades", "the database URL cannot be read"),
        ("sqlite://results.sqlite", r"sqlite:///FILE \(three slashes\)"),
        ("sqlite:///x.sqlite?timeout=soon", "the database URL cannot be read"),
    ],
)
def test_a_url_that_leads_nowhere_says_what_was_expected(url: str, message: str) -> None:
    with pytest.raises(StorageFault, match=message):
        Results.open(url)


def test_a_path_may_hold_characters_that_mean_something_in_urls(tmp_path: Path, start: Start) -> None:
    path = tmp_path / "50% 결과?#1.sqlite"
    with Results.open(str(path)) as results:
        start(results)
    assert path.exists()


def test_no_password_is_ever_shown() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StorageFault, match="check that its server runs") as fault:
        Results.open("postgresql://kim:hunter2@127.0.0.1:1/grades")
    assert "hunter2" not in str(fault.value)
