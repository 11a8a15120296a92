from __future__ import annotations

import time

import pytest

from grader import timings
from grader.timings import stage


def burn(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timings, "_seconds", {})


def test_a_stage_inside_another_is_taken_out_of_it() -> None:
    with stage("compare"):
        burn(0.02)
        with stage("references"):
            burn(0.06)
        burn(0.02)
    known = timings.so_far()
    assert 0.04 <= known["compare"] < 0.06 <= known["references"]


def test_waiting_costs_nothing_and_failing_ends_a_stage() -> None:
    with pytest.raises(KeyError), stage("transfer"):
        time.sleep(0.05)
        raise KeyError
    with stage("read"):
        burn(0.01)
    assert timings.so_far()["transfer"] < 0.02 and timings.so_far()["read"] >= 0.01


def test_the_table_has_the_stages_in_order_and_their_sum() -> None:
    timings.add("report", 1.0)
    timings.add("read", 3.0)
    _, read, report, together = timings.table()
    assert read.split() == ["read", "3.00", "75.0%"] and report.split() == ["report", "1.00", "25.0%"]
    assert together.split() == ["together", "4.00", "100.0%"]


def test_an_unknown_stage_is_refused() -> None:
    with pytest.raises(ValueError, match="raed"):
        timings.add("raed", 1.0)
