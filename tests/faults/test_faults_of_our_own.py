"""What fails through no fault of a student's costs no points, is tried again, is listed, and is graded by `--resume`."""

from __future__ import annotations

import errno
import gc
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import nights
import pytest

from grader import cli
from grader.checks.compare import Comparison
from grader.cli import list_command
from grader.cli.batch_command import command
from grader.errors import SandboxFault
from grader.model import Report, Verdict
from grader.oracle.computed import Computed, Raised
from grader.sandbox import bubblewrap
from grader.sandbox.worker import Worker
from grader.storage import Results

Grades = dict[str, Report]


class Failing:
    """A function that fails from a moment on, for so many calls."""

    def __init__(self, works: Callable[..., Any], fails: Callable[..., Any], calls: int = 1_000_000) -> None:
        self._works, self._fails = works, fails
        self.is_failing, self._left = False, calls

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        if self.is_failing and self._left:
            self._left -= 1
            return self._fails(*arguments, **options)
        return self._works(*arguments, **options)

    def __get__(self, instance: Any, owner: type) -> Callable[..., Any]:  # as a function in a class is a method
        return lambda *arguments, **options: self(instance, *arguments, **options)


def broken(*_: object, **__: object) -> Any:
    raise RuntimeError("no memory is left")


def starts(monkeypatch: pytest.MonkeyPatch, calls: int) -> Failing:
    """The command that starts a zygote, which will end at once for so many calls."""
    name = "command" if nights.MODE == "bubblewrap" else "plain_command"
    starting = Failing(getattr(bubblewrap, name), lambda **_: ["false"], calls)
    monkeypatch.setattr(bubblewrap, name, lambda **options: starting(**options))
    return starting


def losing_the_zygote(worker: Worker, starting: Failing) -> Callable[[int, int, Report | None], None]:
    """After two reports the zygote dies, and those that follow it."""

    def progress(done: int, total: int, report: Report | None) -> None:
        if done == 2:
            starting.is_failing = True
            worker._zygote.process.kill()

    return progress


def test_an_exception_that_nobody_foresaw_ends_with_5(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not with Python's own 1, which says that some check failed."""
    monkeypatch.setattr(list_command, "command", click.command("list")(broken))
    monkeypatch.setattr(sys, "argv", ["grader", "list"])
    with pytest.raises(SystemExit) as exit:
        cli.main()
    assert exit.value.code == 5
    assert "no memory is left" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("owner", "name"), [(tempfile, "TemporaryFile"), (subprocess, "Popen"), (socket, "socketpair")]
)
def test_a_machine_without_room_for_a_sandbox_says_what_is_used_up(
    owner: object, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(owner, name, full)
    with pytest.raises(SandboxFault, match=r"cannot be started: .*No space left on device; make room"):
        Worker.for_tasks([nights.TASK], mode="plain")


def test_zygotes_that_die_for_a_while_change_no_grade(
    lecture: Path, undisturbed: Grades, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starting = starts(monkeypatch, calls=4)
    database = tmp_path / "class.sqlite"
    with Worker.for_tasks([nights.TASK], mode=nights.MODE) as worker, Results.open(database) as results:
        nights.grade(lecture, results, worker, progress=losing_the_zygote(worker, starting))
    assert starting._left == 0
    assert nights.same(nights.grades(database), undisturbed)


def test_what_a_lost_sandbox_could_not_judge_is_listed_and_resumed(
    lecture: Path,
    worker: nights.Kept,
    undisturbed: Grades,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    starting = starts(monkeypatch, calls=1_000_000)
    database = tmp_path / "class.sqlite"
    monkeypatch.setenv("GRADER_COURSE", str(nights.ROOT))
    monkeypatch.setattr(gc, "set_threshold", lambda *_: None)
    with Worker.for_tasks([nights.TASK], mode=nights.MODE) as lost:
        monkeypatch.setattr(Worker, "for_tasks", lambda tasks, **_: lost)
        monkeypatch.setattr("grader.cli.batch_command._progress", losing_the_zygote(lost, starting))
        arguments = [str(lecture), "--db", str(database), "--task", nights.TASK.name, "--jobs", "1", "--seed"]
        code = command.main([*arguments, str(nights.SEED)], standalone_mode=False)
    assert code == 5
    told = capsys.readouterr().out
    found = nights.grades(database)
    unjudged = {student for student, report in found.items() if report.internal}
    assert len(unjudged) >= 5
    for student, report in found.items():
        if student in unjudged:
            assert report.score == report.max_score and student in told
            assert {check.verdict for check in report.tasks[0].checks} == {Verdict.INTERNAL}
            message = report.tasks[0].checks[0].message
            assert message is not None and "costs no points" in message.en and "감점되지 않습니다" in message.ko
        else:
            assert report == undisturbed[student]
    with Results.open(database) as results:
        nights.resume(lecture, results, worker)
    assert nights.same(nights.grades(database), undisturbed)


@pytest.mark.parametrize(
    ("owner", "name", "fails"),
    [
        (Computed, "wire", lambda *_: Raised("MemoryError: ")),
        (Computed, "wire", broken),
        (Comparison, "accepts", lambda *_: False),
    ],
    ids=["a reference that raises", "a reference that cannot be run", "a comparison that raises"],
)
def test_references_and_comparisons_that_fail_for_a_while_change_no_grade(
    owner: type,
    name: str,
    fails: Callable[..., Any],
    lecture: Path,
    worker: nights.Kept,
    undisturbed: Grades,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failing = Failing(getattr(owner, name), fails, calls=3)
    failing.is_failing = True
    monkeypatch.setattr(owner, name, failing)
    if owner is Comparison:
        judging = Failing(Comparison.judge, broken, calls=3)
        judging.is_failing = True
        monkeypatch.setattr(Comparison, "judge", judging)
    database = tmp_path / "class.sqlite"
    with Results.open(database) as results:
        nights.grade(lecture, results, worker)
    assert failing._left == 0
    assert nights.same(nights.grades(database), undisturbed)
