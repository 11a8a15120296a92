"""Tests of the tests: every misconception of a task must fail, the reference and every alternative must pass, and no
check may be passed by an answer that was not worked out from the draws of the run."""

from __future__ import annotations

import math
import multiprocessing
import signal
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np

from grader import intake, pipeline
from grader.catalog import Catalog
from grader.checks.observation import Array, Observed
from grader.errors import TaskDefect
from grader.model import Report, Task, Verdict
from grader.oracle import Oracle, variants
from grader.sandbox.jobs import Job, Outcome, Status
from grader.sandbox.launch import Mode
from grader.sandbox.worker import Worker

SAFE_MARGIN = 10.0


@dataclass(frozen=True, slots=True)
class Row:
    """One solution of ours, graded through the real path."""

    kind: str  # 'reference', 'accepted', 'misconception' or 'starter'
    name: str
    verdicts: tuple[tuple[str, Verdict], ...]  # check -> verdict
    named: frozenset[str]  # misconceptions that the diagnosis named
    detail: str  # the first failure, for the author
    distances: Mapping[str, float]  # check -> how many tolerances from the nearest right observation; see `compare`
    unwarned: tuple[str, ...] = ()  # checks that promise it points, and do not give them

    @property
    def passed(self) -> bool:
        return all(verdict is Verdict.PASS for _, verdict in self.verdicts)

    @property
    def broken(self) -> bool:
        """A right solution that fails, a wrong one or a starter that passes, one that does not answer, a fault of ours,
        or a mistake that is taken for another one, or does not get the points that `partial` promises."""
        if self.unwarned or any(verdict in (Verdict.INTERNAL, Verdict.MISSING) for _, verdict in self.verdicts):
            return True
        if self.kind in ("misconception", "starter"):
            return self.passed or bool(self.named - {self.name})
        return not self.passed


@dataclass(frozen=True, slots=True)
class Examined:
    """What there is to know about the tests of one task."""

    task: Task
    rows: tuple[Row, ...]
    guesses: Mapping[str, str]  # see `guessable`

    @property
    def broken(self) -> list[str]:
        """What must be repaired, a line each."""
        guessed = [f"{self.task.name}: {check} can be guessed: {guess}" for check, guess in self.guesses.items()]
        return guessed + [f"{self.task.name}: {row.name}" for row in self.rows if row.broken]


def examine(tasks: Sequence[Task], catalog: Catalog, *, mode: Mode, seed: int, jobs: int) -> Iterator[Examined]:
    """Validate tasks in `jobs` processes, each with a worker of its own; yields in the order of `tasks`. Raises TaskDefect,
    SandboxMissing, SandboxFault."""
    # A process that starts afresh has neither threads of ours nor a torch that has run.
    pool = ProcessPoolExecutor(
        min(jobs, len(tasks)) or 1, multiprocessing.get_context("spawn"), _start, (tasks, catalog, mode)
    )
    try:
        yield from pool.map(partial(_examined, seed=seed), range(len(tasks)))
    finally:
        pool.shutdown(cancel_futures=True)


_mine: tuple[Sequence[Task], Catalog, Mode]  # in a process of the pool


def _start(tasks: Sequence[Task], catalog: Catalog, mode: Mode) -> None:
    global _mine
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the process that asked says what there is to say of an interrupt
    _mine = tasks, catalog, mode


@cache
def _worker() -> Worker:
    tasks, _, mode = _mine
    return Worker.for_tasks(tasks, mode=mode)


def _examined(number: int, *, seed: int) -> Examined:
    tasks, catalog, _ = _mine
    task = tasks[number]
    return Examined(task, tuple(validate(task, catalog, _worker(), seed=seed)), guessable(task, catalog, seed=seed))


def validate(task: Task, catalog: Catalog, worker: Worker, *, seed: int) -> Iterator[Row]:
    """The kill matrix of a task, row by row. Raises TaskDefect when a file is missing that students need."""
    for name in ("handout.md", "handout.ko.md", "starter.py"):
        if not (task.folder / name).is_file():
            raise TaskDefect(f"{task.name}: {name} is missing")
    oracle = Oracle(catalog, seed=seed)
    yield _row("reference", catalog.reference(task), task, worker, oracle)
    for kind, folder in (("accepted", "accepted"), ("misconception", "misconceptions")):
        for variant in variants(task, folder):
            yield _row(kind, catalog.variant(task, folder, variant.name), task, worker, oracle)
    yield _row("starter", task.folder / "starter.py", task, worker, oracle)


class _Recording:
    """Runs jobs, and keeps what came back for the last one."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self.outcomes: list[Outcome] = []

    def run(self, job: Job) -> list[Outcome]:
        self.outcomes = self._worker.run(job)
        return self.outcomes


def _row(kind: str, path: Path, task: Task, worker: Worker, oracle: Oracle) -> Row:
    recording = _Recording(worker)
    report = pipeline.grade(intake.read(path), [task], worker=recording, oracle=oracle)
    checks = report.tasks[0].checks
    warned = {check.check for check in checks if check.verdict is Verdict.WARNING}
    promised = {text.name for text in task.checks if kind == "misconception" and path.stem in text.partial}
    unwarned = tuple(sorted(promised - warned))
    return Row(
        kind=kind,
        name=path.stem,
        verdicts=tuple((check.check, check.verdict) for check in checks),
        named=frozenset(check.misconception for check in checks if check.misconception is not None),
        detail=f"no warning by {', '.join(unwarned)}" if unwarned else _detail(report),
        distances={
            outcome.check: _distance(task, outcome.check, outcome.observed, oracle)
            for outcome in recording.outcomes
            if outcome.status is Status.OBSERVED
        },
        unwarned=unwarned,
    )


def _detail(report: Report) -> str:
    for check in report.tasks[0].checks:
        if check.verdict not in (Verdict.PASS, Verdict.SKIPPED):
            parts = [text.en for text in (check.message, check.expected, check.got) if text is not None]
            return f"{check.check}: {' | '.join(parts)}"
    return ""


def _distance(task: Task, check: str, observed: Observed, oracle: Oracle) -> float:
    compare, kept = oracle.checks(task)[check].compare, oracle.kept(task, check)
    return min(compare.distance(observed, right, kept) for right in _right(task, check, oracle))


def _right(task: Task, check: str, oracle: Oracle) -> Iterator[Observed]:
    """Every observation that a check takes for right: the reference's, and those of alternatives that it is `like`."""
    yield oracle.reference(task, check).tree
    for name in oracle.checks(task)[check].like:
        wire = oracle.alternative(task, check, name)
        if wire is not None:
            yield wire.tree


# --- what can be had without work ----------------------------------------------------------------------------------


def guessable(task: Task, catalog: Catalog, *, seed: int) -> Mapping[str, str]:
    """The checks worth points that some observation passes whatever the seed, and which: a student who knows the whole
    source could send it without computing anything. Tried are the right answers of other seeds, and trees of
    zeros (False) and of ones (True).
    """
    oracles = [Oracle(catalog, seed=one) for one in (seed, seed + 1, seed + 2)]
    found = {}
    for check in task.checks:
        guess = _guess(task, check.name, oracles) if check.points else None
        if guess is not None:
            found[check.name] = guess
    return found


def _guess(task: Task, check: str, oracles: Sequence[Oracle]) -> str | None:
    references = [oracle.reference(task, check).tree for oracle in oracles]
    compare = oracles[0].checks(task)[check].compare
    for here, oracle in enumerate(oracles):
        guesses = [("what is right for another seed passes it", one) for i, one in enumerate(references) if i != here]
        guesses += [("zeros pass it", _filled(references[here], 0)), ("ones pass it", _filled(references[here], 1))]
        for right in _right(task, check, oracle):
            for what, guess in guesses:
                if compare.accepts(guess, right, oracle.kept(task, check)):
                    return what
    return None


def _filled(tree: Observed, value: int) -> Observed:
    """A tree of the same form with this value in all places."""
    if isinstance(tree, Array):
        return Array(np.full_like(tree.values, value), tree.dtype)
    if isinstance(tree, Mapping):
        return {key: _filled(item, value) for key, item in tree.items()}
    if tree is None or isinstance(tree, str):
        return tree
    if isinstance(tree, Sequence):
        return [_filled(item, value) for item in tree]
    return type(tree)(value)


# --- how far right and wrong are from the tolerance ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Margin:
    """How well a check's tolerance is placed. On the right side, how many times further off the furthest right solution
    could be; on the wrong side, how many tolerances the nearest misconception is off, of those that fail by numbers."""

    check: str
    right: float  # infinite where all right solutions agree to the last digit
    furthest_right: str
    wrong: float  # infinite where no misconception fails by numbers
    nearest_wrong: str

    @property
    def thin(self) -> bool:
        return min(self.right, self.wrong) < SAFE_MARGIN


def margins(task: Task, rows: Sequence[Row]) -> list[Margin]:
    """The margins of each check over the rows of a kill matrix."""
    found = []
    for check in task.checks:
        seen = [(row.distances[check.name], row) for row in rows if check.name in row.distances]
        right = [(d, row.name) for d, row in seen if row.kind in ("reference", "accepted") and d <= 1]
        wrong = [(d, row.name) for d, row in seen if row.kind == "misconception" and 1 < d < math.inf]
        furthest, right_name = max(right, default=(0.0, ""))
        nearest, wrong_name = min(wrong, default=(math.inf, ""))
        found.append(
            Margin(
                check.name, 1 / furthest if furthest else math.inf, right_name if furthest else "", nearest, wrong_name
            )
        )
    return found
