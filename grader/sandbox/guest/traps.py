"""Course policy at run time: calling what a task asks to build raises ForbiddenCall, however the name was spelt.

This is no security: who patches the traps away has read this file and understood the task.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, NoReturn


class ForbiddenCall(Exception):
    """The student's code called an API that the task forbids."""


def set_traps(patterns: Sequence[str]) -> None:
    """Replace every function and constructor that a pattern names. `!name` takes names out again."""
    for owner, name, full in targets(tuple(patterns)):
        _trap(owner, name, full)


@cache
def targets(patterns: tuple[str, ...]) -> tuple[tuple[Any, str, str], ...]:
    """(owner, name, dotted name) of all that is to be trapped. Searching takes milliseconds: the zygote asks once,
    and every child finds the answer there."""
    allowed = [pattern[1:] for pattern in patterns if pattern.startswith("!")]
    found = []
    for pattern in patterns:
        owner_name, _, last = pattern.rpartition(".")
        if pattern.startswith("!") or not owner_name:
            continue
        owner = _resolve(owner_name)
        for name in [name for name in dir(owner) if fnmatchcase(name, last) and not name.startswith("__")]:
            full = f"{owner_name}.{name}"
            target = getattr(owner, name)
            wanted = callable(target) and not inspect.ismodule(target)
            if wanted and not any(fnmatchcase(full, exception) for exception in allowed):
                found.append((owner, name, full))
    return tuple(found)


def _resolve(dotted: str) -> Any:
    """The module or class of that name, or None where nothing has imported it."""
    parts = dotted.split(".")
    if parts[0] not in sys.modules:
        return None  # importing torchvision here would take seconds of every submission's time; the AST rule finds it
    for size in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:size]))
        except Exception:
            continue
        for part in parts[size:]:
            found = getattr(found, part, None)
        return found
    return None


def _trap(owner: Any, name: str, full: str) -> None:
    def refuse(*args: object, **kwargs: object) -> NoReturn:
        raise ForbiddenCall(full)

    target = getattr(owner, name)
    if inspect.isclass(target):
        # Not the name but the class: however it was imported, and in every subclass.
        setattr(target, "__init__", refuse)  # noqa: B010  mypy forbids the plain assignment
    else:
        setattr(owner, name, refuse)
