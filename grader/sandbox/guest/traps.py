"""Course policy at run time: calling what a task asks to build raises ForbiddenCall, however the name was spelt.

This is no security: who patches the traps away has read this file and understood the task.
"""

from __future__ import annotations

import importlib
import importlib.abc
import inspect
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, NoReturn

_ATEN = "torch.ops.aten."


class ForbiddenCall(Exception):
    """The student's code called an API that the task forbids."""


def prepare(patterns: Sequence[str]) -> None:
    """Find in advance what `set_traps` needs: in the zygote, once for all children."""
    traps(tuple(patterns))
    for pattern in patterns:
        if pattern.startswith(_ATEN):
            _operators(pattern.removeprefix(_ATEN))


def set_traps(patterns: Sequence[str]) -> None:
    """Replace every function, constructor, method and operator that a pattern names, and refuse to import packages that
    are forbidden as a whole. `!name` takes names out again."""
    for owner, name, refuse in traps(tuple(patterns)):
        setattr(owner, name, refuse)
    _refuse_operators(patterns)
    sys.meta_path.insert(0, _Refusal(_packages(patterns)))


def folders(patterns: Sequence[str]) -> list[str]:
    """Where the sources of packages lie that are forbidden as a whole: reading them is copying them."""
    found = []
    for package in _packages(patterns):
        top, _, below = package.partition(".")
        candidates = (
            os.path.join(root, top, *below.split(".")) if below else os.path.join(root, top) for root in sys.path
        )
        found += [path for path in candidates if os.path.isdir(path)]
    return found


def _packages(patterns: Sequence[str]) -> tuple[str, ...]:
    return tuple(pattern.removesuffix(".*") for pattern in patterns if pattern.endswith(".*") and pattern[0] != "!")


_libraries: list[Any] = []  # what they override lasts as long as they do


def _refuse_operators(patterns: Sequence[str]) -> None:
    """Operators are refused where torch dispatches them, too: there are more names for them than can be found."""
    names = [pattern.removeprefix(_ATEN) for pattern in patterns if pattern.startswith(_ATEN)]
    if not names:
        return
    import torch

    library = torch.library.Library("aten", "IMPL")
    _libraries.append(library)
    keys = ["CPU", "AutogradCPU", *(["CUDA", "AutogradCUDA"] if torch.version.cuda else [])]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a kernel is overridden is the purpose
        for name in names:
            for operator in _operators(name):
                for key in keys:
                    library.impl(operator, _refusal(_ATEN + name), key)


@cache
def _operators(name: str) -> tuple[str, ...]:
    """All overloads of the operators that a pattern names, and of those that do the same without writing into their
    arguments: `*conv*` stands for convolution, conv2d, slow_conv_dilated2d, whatever Python has of them."""
    import torch

    patterns = (name, name.removesuffix("_"))
    dispatched: list[str] = torch._C._dispatch_get_all_op_names()
    every = [full.removeprefix("aten::") for full in dispatched if full.startswith("aten::")]
    return tuple(one for one in every if any(fnmatchcase(one.partition(".")[0], pattern) for pattern in patterns))


def _refusal(full: str) -> Callable[..., NoReturn]:
    def refuse(*args: object, **kwargs: object) -> NoReturn:
        raise ForbiddenCall(full)

    return refuse


@cache
def traps(patterns: tuple[str, ...]) -> tuple[tuple[Any, str, Callable[..., NoReturn]], ...]:
    """(owner, name, what stands there instead). Making them takes milliseconds: the zygote asks once, and every child
    finds the answer there."""
    return tuple(_trap(owner, name, full) for owner, name, full in _targets(patterns))


def _targets(patterns: tuple[str, ...]) -> Iterator[tuple[Any, str, str]]:
    """(owner, name, dotted name) of all that is to be trapped."""
    allowed = [pattern[1:] for pattern in patterns if pattern.startswith("!")]
    for pattern in patterns:
        owner_name, _, last = pattern.rpartition(".")
        if pattern.startswith("!") or not owner_name:
            continue
        owner = _resolve(owner_name)
        # What is spelt out may exist only once it is asked for, as operators of torch.ops do.
        for name in [name for name in dir(owner) if fnmatchcase(name, last)] if "*" in last else [last]:
            full = f"{owner_name}.{name}"
            target = getattr(owner, name, None)
            wanted = callable(target) and not inspect.ismodule(target) and not name.startswith("__")
            if inspect.isclass(target) and "*" in last and not f"{target.__module__}.".startswith(f"{owner_name}."):
                continue  # torch.optim.* is no reason to refuse every Tensor, which its modules import
            if wanted and not any(fnmatchcase(full, exception) for exception in allowed):
                yield owner, name, full
                yield from _ingredients(target, full, pattern)


def _ingredients(target: object, full: str, pattern: str) -> Iterator[tuple[Any, str, str]]:
    """What a forbidden class is made of: its methods, and those functions of its module that the pattern covers, too,
    under every name that the package has for them (torch.optim.adam.adam is torch.optim._functional.adam)."""
    if not inspect.isclass(target):
        return
    for name, value in vars(target).items():
        if inspect.isfunction(value) and name != "__init__":
            yield target, name, f"{full}.{name}"
    package = target.__module__.rpartition(".")[0]
    for place in [name for name in sys.modules if f"{name}.".startswith(f"{package}.")]:
        for name, value in vars(sys.modules[place]).items():
            ours = inspect.isfunction(value) and value.__module__ == target.__module__
            if ours and fnmatchcase(f"{place}.{name}", pattern):
                yield sys.modules[place], name, f"{place}.{name}"


def _resolve(dotted: str) -> Any:
    """The module or class of that name, or None where nothing has imported it."""
    parts = dotted.split(".")
    if parts[0] not in sys.modules:
        return None  # importing torchvision here would take seconds of every submission's time
    for size in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:size]))
        except Exception:
            continue
        for part in parts[size:]:
            found = getattr(found, part, None)
        return found
    return None


def _trap(owner: Any, name: str, full: str) -> tuple[Any, str, Callable[..., NoReturn]]:
    target = getattr(owner, name)
    # Of a class not the name but the class itself: however it was imported, and in every subclass.
    return (target, "__init__", _refusal(full)) if inspect.isclass(target) else (owner, name, _refusal(full))


class _Refusal(importlib.abc.MetaPathFinder):
    """Finds nothing of a forbidden package: not to import it, and not to load it afresh."""

    def __init__(self, packages: Sequence[str]) -> None:
        self._packages = packages

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: object = None) -> None:
        for package in self._packages:
            if f"{name}.".startswith(f"{package}."):
                raise ForbiddenCall(package)
