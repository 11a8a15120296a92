"""Turns a Program (the statements of a submission that answer a task) into the `impl` that probes see.

The trusted side loads references and misconceptions through the same door, so that both sides run code alike.
"""

from __future__ import annotations
import __future__

import ast
import importlib.abc
import importlib.machinery
import linecache
import sys
import types
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class MissingSymbol(Exception):
    """The task asks for a symbol that the submission does not define."""


class BrokenDefinition(Exception):
    """A symbol is defined, but running its definition failed; the failure is the cause."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A top-level statement that raised when it was run."""

    label: str
    line: int
    error: BaseException
    names: frozenset[str]  # that the statement would have defined


class Impl:
    """The symbols of one implementation, as attributes: `impl.Adam`."""

    def __init__(self, loader: Loader, where: Mapping[str, str]) -> None:
        self._loader = loader
        self._where = where

    def __getattr__(self, name: str) -> Any:
        if name not in self._where:
            raise MissingSymbol(name)
        module = self._loader.module(self._where[name])
        try:
            return getattr(module, name)
        except AttributeError:
            failures = self._loader.failures
            cause = next((failure.error for failure in failures if name in failure.names), None)
            raise BrokenDefinition(name) from cause


class Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Runs the pieces of a program, each file as a module of its own that the others can import."""

    def __init__(self, pieces: Iterable[Mapping[str, Any]]) -> None:
        """Each piece: {"module", "label", "text", "statements": indices into the parsed body}."""
        self._pieces: dict[str, list[Mapping[str, Any]]] = {}
        for piece in pieces:
            self._pieces.setdefault(piece["module"], []).append(piece)
        self._modules: dict[str, types.ModuleType] = {}
        self.failures: list[Failure] = []
        self.labels = {piece["label"] for pieces in self._pieces.values() for piece in pieces}

    def module(self, name: str) -> types.ModuleType:
        """The module, run on first use."""
        if name not in self._modules:
            module = types.ModuleType(name)
            if any(other.startswith(name + ".") for other in self._pieces):
                module.__path__ = []
            module.__package__ = name if hasattr(module, "__path__") else name.rpartition(".")[0]
            self._modules[name] = module
            # dataclasses, pickle and typing look a class's module up by name; a file named like a module that is
            # already loaded (random.py) must not take its place for everybody else.
            sys.modules.setdefault(name, module)
            self.exec_module(module)
        return self._modules[name]

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: object = None) -> Any:
        if name not in self._pieces and not any(other.startswith(name + ".") for other in self._pieces):
            return None
        return importlib.machinery.ModuleSpec(
            name, self, is_package=any(o.startswith(name + ".") for o in self._pieces)
        )

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        module = types.ModuleType(spec.name)
        self._modules[spec.name] = module
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        flags = 0  # over all cells of a notebook: `from __future__` in the first holds for the last, as in Jupyter
        for piece in self._pieces.get(module.__name__, ()):
            label, text = piece["label"], piece["text"]
            linecache.cache[label] = (len(text), None, text.splitlines(keepends=True), label)
            body = ast.parse(text, label).body
            wanted = [body[i] for i in piece["statements"]]
            for statement in wanted:
                if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
                    flags |= _future_flags(statement)
                self._run(statement, label, flags, module)

    def _run(self, statement: ast.stmt, label: str, flags: int, module: types.ModuleType) -> None:
        # One by one: a definition that fails does not take the ones after it along.
        try:
            code = compile(ast.Module([statement], []), label, "exec", flags=flags, dont_inherit=True)
            exec(code, module.__dict__)
        except (Exception, SystemExit) as error:
            self.failures.append(Failure(label, statement.lineno, error, _names(statement)))


def _names(statement: ast.stmt) -> frozenset[str]:
    if isinstance(statement, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return frozenset({statement.name})
    return frozenset(
        node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )


def _future_flags(statement: ast.ImportFrom) -> int:
    features = (getattr(__future__, alias.name, None) for alias in statement.names)
    return sum(feature.compiler_flag for feature in features if feature is not None)


def load(pieces: Iterable[Mapping[str, Any]], where: Mapping[str, str]) -> tuple[Impl, Loader]:
    """Run what the symbols in `where` (symbol -> module) need. Failures are kept in the loader, not raised."""
    loader = Loader(pieces)
    sys.meta_path.insert(0, loader)
    for name in dict.fromkeys(where.values()):
        loader.module(name)
    return Impl(loader, where), loader


def unload(loader: Loader) -> None:
    """Forget a loaded program: only the trusted side needs this, a sandboxed process simply ends."""
    sys.meta_path.remove(loader)
    for name, module in loader._modules.items():
        if sys.modules.get(name) is module:
            del sys.modules[name]
    for label in loader.labels:
        linecache.cache.pop(label, None)
