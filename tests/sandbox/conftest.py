from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import jails
import pytest

from grader.sandbox.worker import Worker


@pytest.fixture(scope="session")
def confined() -> Iterator[Worker]:
    """A worker inside bubblewrap. Its host has a secret in its environment."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap (bwrap) is not installed")
    os.environ["GRADER_TEST_SECRET"] = "keep"
    try:
        with Worker({jails.TASK.name: jails.CHECKS}, mode="bubblewrap") as worker:
            yield worker
    finally:
        del os.environ["GRADER_TEST_SECRET"]


@pytest.fixture(scope="session")
def plain() -> Iterator[Worker]:
    with Worker({jails.TASK.name: jails.CHECKS}, mode="plain") as worker:
        yield worker


@pytest.fixture(params=["bubblewrap", "plain"])
def worker(request: pytest.FixtureRequest) -> Worker:
    """Each test runs behind both walls."""
    found: Worker = request.getfixturevalue("confined" if request.param == "bubblewrap" else "plain")
    return found
