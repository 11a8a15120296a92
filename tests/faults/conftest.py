from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import nights
import pytest

from grader.model import Report
from grader.sandbox.worker import Worker
from grader.storage import Results


@pytest.fixture(scope="session")
def lecture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a class."""
    return nights.make_class(tmp_path_factory.mktemp("faults") / "class")


@pytest.fixture(scope="session")
def worker() -> Iterator[nights.Kept]:
    with Worker.for_tasks([nights.TASK], mode=nights.MODE) as started:
        yield nights.Kept(started)


@pytest.fixture(scope="session")
def undisturbed(lecture: Path, worker: nights.Kept, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """The grades of a night in which nothing happened."""
    database = tmp_path_factory.mktemp("undisturbed") / "class.sqlite"
    with Results.open(database) as results:
        nights.grade(lecture, results, worker)
    grades = nights.grades(database)
    assert tuple(grades) == nights.STUDENTS
    return grades


@pytest.fixture
def orphans() -> Iterator[nights.Orphans]:
    if not os.path.isdir("/proc/self/task"):
        pytest.skip("only /proc shows which processes are left")
    yield from nights.watching()
