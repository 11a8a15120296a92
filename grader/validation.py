"""Tests of the tests: every misconception of a task must fail, the reference and every alternative must pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader import intake, pipeline
from grader.catalog import Catalog
from grader.errors import TaskDefect
from grader.model import Report, Task, Verdict
from grader.oracle import Oracle, variants
from grader.sandbox.worker import Worker


@dataclass(frozen=True, slots=True)
class Row:
    """One solution of ours, graded through the real path."""

    kind: str  # 'reference', 'accepted', 'misconception' or 'starter'
    name: str
    verdicts: tuple[tuple[str, Verdict], ...]  # check -> verdict
    named: frozenset[str]  # misconceptions that the diagnosis named
    detail: str  # the first failure, for the author

    @property
    def passed(self) -> bool:
        return all(verdict is Verdict.PASS for _, verdict in self.verdicts)

    @property
    def broken(self) -> bool:
        """A right solution that fails, a wrong one or a starter that passes, one that does not answer, a fault of ours,
        or a mistake that is taken for another one."""
        if any(verdict in (Verdict.INTERNAL, Verdict.MISSING) for _, verdict in self.verdicts):
            return True
        if self.kind in ("misconception", "starter"):
            return self.passed or bool(self.named - {self.name})
        return not self.passed


def validate(task: Task, catalog: Catalog, worker: Worker, *, seed: int) -> Iterator[Row]:
    """The kill matrix of a task, row by row. Raises TaskDefect when a file is missing that students need."""
    for name in ("handout.md", "handout.ko.md", "starter.py"):
        if not (task.folder / name).is_file():
            raise TaskDefect(f"{task.name}: {name} is missing")
    oracle = Oracle(catalog, seed=seed)
    yield _row("reference", catalog.reference(task), task, worker, oracle)
    for kind, folder in (("accepted", "accepted"), ("misconception", "misconceptions")):
        for variant in variants(task, folder):
            yield _row(kind, variant.path, task, worker, oracle)
    yield _row("starter", task.folder / "starter.py", task, worker, oracle)


def _row(kind: str, path: Path, task: Task, worker: Worker, oracle: Oracle) -> Row:
    report = pipeline.grade(intake.read(path), [task], worker=worker, oracle=oracle)
    checks = report.tasks[0].checks
    return Row(
        kind=kind,
        name=path.stem,
        verdicts=tuple((check.check, check.verdict) for check in checks),
        named=frozenset(check.misconception for check in checks if check.misconception is not None),
        detail=_detail(report),
    )


def _detail(report: Report) -> str:
    for check in report.tasks[0].checks:
        if check.verdict not in (Verdict.PASS, Verdict.SKIPPED):
            parts = [text.en for text in (check.message, check.expected, check.got) if text is not None]
            return f"{check.check}: {' | '.join(parts)}"
    return ""
