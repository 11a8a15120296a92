"""Helpers for probes that are not tried by the tasks' own tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from grader.checks.probes import around


def test_around_looks_before_inside_and_after_a_context_manager() -> None:
    state = [0]

    @contextmanager
    def restores() -> Iterator[None]:
        state[0] += 1
        try:
            yield
        finally:
            state[0] -= 1

    assert around(restores, lambda: state[0]) == {
        "before": 0, "inside": 1, "after": 0, "after an exception": 0, "raised": "Interruption",
    }  # fmt: skip


def test_around_shows_what_a_careless_context_manager_leaves_and_swallows() -> None:
    state = [0]

    @contextmanager
    def careless() -> Iterator[None]:
        state[0] += 1
        with suppress(Exception):
            yield
            state[0] -= 1

    seen = around(careless, lambda: state[0])
    assert (seen["after"], seen["after an exception"], seen["raised"]) == (0, 1, "nothing")
