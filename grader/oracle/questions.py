"""What a run asks: the same for every submission, decided by the run's seed alone."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from typing import Any

from grader.catalog import checks_text
from grader.checks.language import Check, Given, load_checks
from grader.checks.observation import encode
from grader.errors import TaskDefect
from grader.model import Task
from grader.sandbox.jobs import Call, Plan


class Questions:
    """The checks of tasks, the seeds of their draws and the data made for them. Safe to use from several threads."""

    def __init__(self, seed: int, *, practice: bool = False) -> None:
        """The numbers of a `practice` seed, which students know, are no run's numbers, whatever its seed."""
        self._seed = f"practice {seed}" if practice else str(seed)
        self._lock = threading.RLock()
        self._checks: dict[str, dict[str, Check]] = {}
        self._made: dict[tuple[str, str], Given] = {}

    def checks(self, task: Task) -> Mapping[str, Check]:
        """The task's checks. Raises TaskDefect when checks.py and task.toml name different ones."""
        with self._lock:
            if task.name not in self._checks:
                found = load_checks(checks_text(task), f"assignments/{task.name}/checks.py")
                named = [check.name for check in task.checks]
                if list(found) != named:
                    raise TaskDefect(f"{task.name}: {_disagreement(list(found), named)}")
                self._checks[task.name] = found
            return self._checks[task.name]

    def seed(self, task: Task, check: str, purpose: str = "draw") -> int:
        """The seed of one check's draws. One-way: it gives away neither the run's seed nor any other check's."""
        text = f"{self._seed}/{task.name}/{check}/{purpose}".encode()
        return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest()) >> 1

    def plan(self, task: Task, checks: tuple[str, ...]) -> Plan:
        """What is sent into the sandbox for these checks."""
        made = {name: given.shown for name in checks if (given := self.given(task, name)) is not None}
        calls = tuple(Call(name, self.seed(task, name)) for name in checks)
        return Plan(task, calls, encode(made) if made else (b"", b""))

    def kept(self, task: Task, check: str) -> Mapping[str, Any]:
        """What the host kept back of the data that it made for a check; empty where it made none."""
        given = self.given(task, check)
        return {} if given is None else given.kept

    def given(self, task: Task, check: str) -> Given | None:
        """The data made for a check, if it asks for any; made once."""
        make = self.checks(task)[check].given
        if make is None:
            return None
        with self._lock:
            if (task.name, check) not in self._made:
                from grader.checks.draw import Draw

                self._made[task.name, check] = make(Draw(self.seed(task, check, "given")))
            return self._made[task.name, check]


def _disagreement(in_code: list[str], in_toml: list[str]) -> str:
    """What to write where, so that the two name the same checks in the same order."""
    ways = [f"checks.py has {name}: add [checks.{name}] to task.toml" for name in in_code if name not in in_toml]
    ways += [f"task.toml has [checks.{name}]: define it in checks.py" for name in in_toml if name not in in_code]
    return (
        "; ".join(ways) or f"checks.py and task.toml order their checks differently; in checks.py: {', '.join(in_code)}"
    )
