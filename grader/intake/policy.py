"""Uses of forbidden APIs in the statements that answer a task. Course policy, not security: what is hidden from this
reading, the traps at run time find."""

from __future__ import annotations

import builtins
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from grader.intake.bindings import Chain
from grader.intake.problems import problem
from grader.intake.project import Module, Project, Statement, project_of
from grader.intake.syntax import analyse
from grader.model import Problem, Program, Submission

# What `from torch.optim import *` brings. Of other modules, any unknown name may come from a star import.
_STARS = {
    "torch.optim": frozenset({
        "ASGD", "Adadelta", "Adafactor", "Adagrad", "Adam", "AdamW", "Adamax", "LBFGS", "Muon", "NAdam", "Optimizer",
        "RAdam", "RMSprop", "Rprop", "SGD", "SparseAdam", "lr_scheduler", "swa_utils",
    }),
}  # fmt: skip
_MOST_ALIASES = 20  # followed for one use


def forbidden(found: Submission | Program, patterns: Sequence[str]) -> list[Problem]:
    """One problem per line and name that matches, in order of the files.

    Patterns are dotted names with `*`; a pattern covers what lies below a name as well. `!name` takes a name, with
    all below it, out again.
    """
    wanted = [pattern for pattern in patterns if not pattern.startswith("!")]
    excepted = [pattern[1:] for pattern in patterns if pattern.startswith("!")]
    if not wanted:
        return []
    problems: dict[Problem, None] = {}
    reader = _Reader(found)
    for module, position, statement in reader.statements():
        for use in statement.facts.uses:
            for name, certain in reader.meanings(module, position, use.chain, use.later):
                match = _offence(name, wanted, excepted, certain)
                if match:
                    problems[problem("forbidden-api", statement.place(use.line), name=match)] = None
    return list(problems)


def _offence(name: str, wanted: Sequence[str], excepted: Sequence[str], certain: bool) -> str | None:
    """The shortest leading part of the name that is forbidden. When it is not certain that the name comes from this
    module, a pattern must spell it out."""
    parts = name.split(".")
    leading = [".".join(parts[:end]) for end in range(1, len(parts) + 1)]
    if any(fnmatchcase(part, pattern) for part in leading for pattern in excepted):
        return None
    patterns = [pattern for pattern in wanted if certain or "*" not in pattern]
    return next((part for part in leading if any(fnmatchcase(part, pattern) for pattern in patterns)), None)


class _Reader:
    """Knows what a global stands for at some statement: the last binding before it, or, from within a function, the
    last of all."""

    def __init__(self, found: Submission | Program) -> None:
        self.project = project_of(found) if isinstance(found, Submission) else _project_of(found)

    def statements(self) -> Iterator[tuple[Module, int, Statement]]:
        for module in self.project.modules.values():
            for position, statement in enumerate(module.statements):
                yield module, position, statement

    def meanings(self, module: Module, position: int, chain: Chain, later: bool) -> Iterator[tuple[str, bool]]:
        """Absolute dotted names that a chain may stand for there, and whether that is certain."""
        waiting = [(module, position, chain, later)]
        seen: set[tuple[str, int, str]] = set()
        while waiting and len(seen) < _MOST_ALIASES:
            module, position, chain, later = waiting.pop()
            if chain.absolute:
                located = self.project.locate(module, chain.dotted)
                if located is None:
                    yield chain.dotted, True
                    continue
                module, inside = located
                position, chain, later = len(module.statements), Chain(".".join(inside), absolute=False), True
            first, *rest = chain.dotted.split(".")
            if first not in module.binders:
                for star, certain in self._starred(module, first):
                    yield ".".join([star, first, *rest]), certain
            for binder in self._binders_at(module, first, position, later):
                if (module.name, binder, chain.dotted) not in seen:
                    seen.add((module.name, binder, chain.dotted))
                    aliases = module.statements[binder].facts.aliases.get(first, ())
                    waiting += [(module, binder, alias + rest, False) for alias in aliases[:_MOST_ALIASES]]

    def _binders_at(self, module: Module, name: str, position: int, later: bool) -> list[int]:
        binders = module.binders.get(name, [])
        if later:
            return binders[-1:]
        end = bisect_left(binders, position)
        found = binders[max(end - 1, 0) : end]
        if binders[end : end + 1] == [position] and module.statements[position].facts.kind in {"plain", "loop"}:
            found.append(position)  # within an if or a try either may be meant
        return found

    def _starred(self, module: Module, name: str) -> list[tuple[str, bool]]:
        """Modules whose star import may have brought a name that nothing binds."""
        if name.startswith("_") or hasattr(builtins, name):
            return []
        stars = {
            one.module
            for index in module.starred
            for one in module.statements[index].facts.imports
            if one.name == "*" and not one.level and self.project.locate(module, one.module) is None
        }
        known = [(star, True) for star in stars if name in _STARS.get(star, ())]
        return known or [(star, len(stars) == 1) for star in sorted(stars) if star not in _STARS]


def _project_of(program: Program) -> Project:
    modules: dict[str, Module] = {}
    for piece in program.pieces:
        statements = analyse(piece.source.text).statements
        module = modules.setdefault(piece.source.module, Module(piece.source.module, piece.source.file))
        for index in piece.statements:
            module.add(Statement(piece.source, index, statements[index]))
    return Project(modules, ())
