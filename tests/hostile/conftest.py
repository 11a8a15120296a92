from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from corpus import CATALOG
from effects import Surroundings
from grading import Examiner

from grader.sandbox.guest import wire
from grader.sandbox.worker import Worker


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surroundings]:
    around = Surroundings(tmp_path_factory.mktemp("surroundings"))
    yield around
    around.close()


@pytest.fixture(scope="session")
def examiner(surroundings: Surroundings) -> Iterator[Examiner]:
    """Grades as a batch does, in the sandbox, with one worker for all tests of this process."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap (bwrap) is not installed")
    with pytest.MonkeyPatch.context() as patch, Worker.for_tasks(CATALOG.tasks, mode="bubblewrap") as worker:
        patch.setattr(wire, "_FRAME_SECONDS", 2.0)  # ten, outside of tests, for a frame that has begun
        yield Examiner(worker, surroundings)
