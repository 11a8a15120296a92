"""A task of four equal checks that ask for `answer()`, and a way to run a text as one student's solution of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from textwrap import dedent

from grader import intake
from grader.checks.observation import Observed
from grader.model import CheckText, Limits, Task, Text, Visibility
from grader.sandbox.jobs import Call, Job, Outcome, Plan, Status
from grader.sandbox.worker import Worker

NAMES = ("first", "second", "third", "fourth")
CHECKS = "from grader.checks import check, close\n" + "".join(
    f"\n@check(close(0))\ndef {name}(impl, draw):\n    return impl.answer({name!r})\n" for name in NAMES
)
LIMITS = Limits(cpu_seconds=0.5, wall_seconds=8.0, memory_mb=256, output_kb=64, threads=16)
_TEXT = Text.same("-")
TASK = Task(
    unit="tests",
    slug="jail",
    title=_TEXT,
    catalogue=(),
    symbols=("answer",),
    checks=tuple(CheckText(name, _TEXT, _TEXT, 1.0, Visibility.PUBLIC) for name in NAMES),
    folder=Path("."),
    order=1,
    any_device=True,
    limits=LIMITS,
)
HONEST = "def answer(check):\n    return [1, 2.5, check]\n"


def run(
    worker: Worker, folder: Path, code: str, checks: int = 1, forbidden: tuple[str, ...] = (), **limits: float
) -> list[Outcome]:
    """The outcomes of the first `checks` checks on `code`."""
    file = folder / "solution.py"
    file.write_text(dedent(code), encoding="utf-8")
    task = replace(TASK, forbidden=forbidden, limits=replace(LIMITS, **limits))  # type: ignore[arg-type]
    program = intake.program(intake.read(file), task.symbols)
    calls = tuple(Call(name, 7) for name in NAMES[:checks])
    return worker.run(Job(Plan(task, calls, (b"", b"")), program))


def value(worker: Worker, folder: Path, code: str, **limits: float) -> Observed:
    """What `code` was observed to return; it must have returned."""
    (outcome,) = run(worker, folder, code, **limits)
    assert outcome.status is Status.OBSERVED, outcome
    return outcome.observed


def assert_unharmed(worker: Worker, folder: Path) -> None:
    """The next student's honest solution is served as if nothing had been."""
    outcomes = run(worker, folder, HONEST, checks=2)
    assert [outcome.status for outcome in outcomes] == [Status.OBSERVED] * 2, outcomes
    assert [outcome.observed for outcome in outcomes] == [[1, 2.5, "first"], [1, 2.5, "second"]]
