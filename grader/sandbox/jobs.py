"""What goes into the sandbox and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from grader.checks.observation import Observed, Wire
from grader.model import Limits, Place, Program, Task


@dataclass(frozen=True, slots=True)
class Call:
    """One check to run, and the seed of its draws."""

    check: str
    seed: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The calls of one task, the same for every submission of a run.

    `data` is the encoded `shown` part of the Givens, by check.
    """

    task: Task
    calls: tuple[Call, ...]
    data: tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Job:
    """A plan, to be run on one student's program."""

    plan: Plan
    program: Program

    @property
    def limits(self) -> Limits:
        return self.plan.task.limits

    def pieces(self) -> list[dict[str, Any]]:
        return [
            {
                "module": piece.source.module,
                "label": piece.source.label,
                "text": piece.source.text,
                "statements": list(piece.statements),
            }
            for piece in self.program.pieces
        ]

    def where(self) -> dict[str, str]:
        return {definition.symbol: definition.module for definition in self.program.definitions}

    def places(self) -> Mapping[str, Place]:
        """The label that tracebacks show -> the file and cell that people know."""
        sources = (piece.source for piece in self.program.pieces)
        return {source.label: Place(source.file, source.cell) for source in sources}


class Status(StrEnum):
    """How running one check ended."""

    OBSERVED = "observed"
    UNOBSERVABLE = "unobservable"  # returned something that is no observation
    RAISED = "raised"
    MISSING = "missing"
    FORBIDDEN = "forbidden"
    TIMEOUT = "timeout"  # used up its CPU time
    STALLED = "stalled"  # used up its wall time, waiting
    WAITED = "waited"  # used up the waiting that all checks have together
    MEMORY = "memory"
    OUTPUT = "output"  # printed, or wrote to a file, more than it may
    THREADS = "threads"
    ENDED = "ended"  # the process ended by itself: os._exit, a crash
    GARBLED = "garbled"  # the process sent something else than observations
    NOT_RUN = "not run"  # given up after several checks that had to be stopped


# How a process ended, in an Outcome's `error`; its `message` is the number.
SIGNAL, EXIT_CODE = "signal", "exit code"


@dataclass(frozen=True, slots=True)
class LoadFailure:
    """A top-level statement of the student's that raised before any check ran."""

    error: str
    message: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came back for one check. `message` is raw text from the student's side: cap and escape it where shown."""

    check: str
    status: Status
    wire: Wire = field(default_factory=Wire)  # what was observed, if anything was
    error: str = ""  # the exception's type; of what cannot be observed why, of a process that ended in what way
    message: str = ""  # the exception's text; of the others the detail
    place: Place | None = None
    printed: str = ""
    seconds: float = 0.0
    load_failures: tuple[LoadFailure, ...] = ()
    path: str = ""  # where in the tree is what cannot be observed

    @property
    def observed(self) -> Observed:
        """Raises Malformed when what came is no observation."""
        return self.wire.tree

    def of(self, check: str) -> Outcome:
        return replace(self, check=check)
