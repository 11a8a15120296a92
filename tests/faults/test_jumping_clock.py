"""A wall clock that jumps by a year, to and fro, while a batch runs: nothing waits, ends or is graded by it."""

from __future__ import annotations

import itertools
import time
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, Self

import nights
import pytest

from grader.cli.runs_command import command
from grader.model import Report
from grader.storage import Results, codec, results

_YEAR = 365 * 86_400.0


def test_a_clock_that_jumps_changes_no_grade(
    lecture: Path,
    worker: nights.Kept,
    undisturbed: dict[str, Report],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    jumps = itertools.cycle((0.0, _YEAR, -_YEAR, 2 * _YEAR))
    true_time = time.time

    class Jumping(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return super().now(tz) + timedelta(seconds=next(jumps))

    monkeypatch.setattr(time, "time", lambda: true_time() + next(jumps))
    for module in (codec, results):
        monkeypatch.setattr(module, "datetime", Jumping)
    database = tmp_path / "class.sqlite"

    def interrupt(done: int, *_: Any) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with Results.open(database) as opened:
        with pytest.raises(KeyboardInterrupt):
            nights.grade(lecture, opened, worker, progress=interrupt)
        nights.resume(lecture, opened, worker)
    assert nights.same(nights.grades(database), undisturbed)
    assert command.main(["--db", str(database)], standalone_mode=False) == 0
    assert f"{len(undisturbed)} submissions" in capsys.readouterr().out
