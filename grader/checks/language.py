"""The heart of a task: `@check(comparison)` turns a probe into a check.

A probe is a function of `impl` (the student's symbols, or the reference's) and `draw` (seeded test data) that returns
an observation. It runs on both sides; the comparison sees only the two observations. So no expected value is ever
where the student's code is.

    @check(close(atol=1e-9))
    def follows_the_reference_trajectory(impl, draw):
        params = draw.parameters([(5, 3), (3,)])
        optimizer = impl.Adam(params, lr=1e-2)
        return probes.trajectory(optimizer, params, [draw.moderate(5, 3), ...])

Points, visibility and texts stand in task.toml under the same name.
"""

from __future__ import annotations

import importlib
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.errors import TaskDefect
from grader.model import Picture

from .compare import Comparison, Kept
from .observation import Observed

if TYPE_CHECKING:
    from .draw import Draw

Probe = Callable[..., object]
Artist = Callable[[Observed, Observed, Kept], Picture | None]


@dataclass(frozen=True, slots=True)
class Given:
    """Data that the host makes for one check, from a seed that never enters the sandbox.

    `shown` goes to the probe, as its third argument; `kept` goes to the comparison alone: the labels of a test set.
    Both map names to tensors, numbers and lists of them.
    """

    shown: Mapping[str, Any]
    kept: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """A probe and how to judge what it observes."""

    name: str
    probe: Probe
    compare: Comparison
    given: Callable[[Draw], Given] | None = None
    like: tuple[str, ...] = ()
    picture: Artist | None = None


def check(
    compare: Comparison,
    *,
    given: Callable[[Draw], Given] | None = None,
    like: tuple[str, ...] = (),
    picture: Artist | None = None,
) -> Callable[[Probe], Check]:
    """Make a probe a check.

    `like` names files in accepted/ whose observations are right too, for definitions that the field writes in several
    ways and the handout leaves open. `picture` draws (observed, expected, what the host kept) for the report.
    """

    def decorate(probe: Probe) -> Check:
        return Check(probe.__name__, probe, compare, given, like, picture)

    return decorate


def load_checks(text: str, filename: str) -> dict[str, Check]:
    """The checks that a checks.py defines, in its order. Raises TaskDefect.

    `import torch` in it costs nothing until a probe runs: the host compares observations, and needs torch only where
    it runs a reference.
    """
    module = types.ModuleType("task_checks")
    module.__file__ = filename
    try:
        with _torch_on_first_use():
            exec(compile(text, filename, "exec"), module.__dict__)
    except Exception as error:
        raise TaskDefect(f"{filename} cannot be loaded: {type(error).__name__}: {error}") from error
    return {value.name: value for value in vars(module).values() if isinstance(value, Check)}


class _TorchOnFirstUse(types.ModuleType):
    """Stands for torch, and imports it when somebody asks for an attribute of it."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get("torch") is self:
            del sys.modules["torch"]
        return getattr(importlib.import_module("torch"), name)


@contextmanager
def _torch_on_first_use() -> Iterator[None]:
    if "torch" in sys.modules:
        yield
        return
    stand_in = sys.modules["torch"] = _TorchOnFirstUse("torch")
    try:
        yield
    finally:
        if sys.modules.get("torch") is stand_in:
            del sys.modules["torch"]
