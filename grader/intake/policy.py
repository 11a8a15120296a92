"""Uses of forbidden APIs in the statements that answer a task. Course policy, not security: what is hidden from this
reading, the traps at run time find."""

from __future__ import annotations

import builtins
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from grader.intake.bindings import Chain
from grader.intake.problems import problem
from grader.intake.project import Module, Project, Statement, project_of
from grader.intake.syntax import analyse
from grader.model import Place, Problem, Program, Submission

# What `from torch.optim import *` brings. Of other modules, any unknown name may come from a star import.
_STARS = {
    "torch.optim": frozenset({
        "ASGD", "Adadelta", "Adafactor", "Adagrad", "Adam", "AdamW", "Adamax", "LBFGS", "Muon", "NAdam", "Optimizer",
        "RAdam", "RMSprop", "Rprop", "SGD", "SparseAdam", "lr_scheduler", "swa_utils",
    }),
}  # fmt: skip
# Where torch has its functions from: there are the same ones under the same names.
_SOURCES = {
    "torch._C._VariableFunctions.": "torch.",
    "torch._VF.": "torch.",
    "torch._C._nn.": "torch.nn.functional.",
}
_MOST_MEANINGS = 40  # steps followed for one use
_MOST_STEPS = 50_000  # from one name to another, for all uses together
_MOST_STARS = 20  # modules of one file from which any name may come


def forbidden(found: Submission | Program, patterns: Sequence[str]) -> list[Problem]:
    """One problem per line and name that matches, in order of the files; and one where names cannot be followed.

    Patterns are dotted names with `*`; a pattern covers what lies below a name as well. `!name` takes a name, with
    all below it, out again.
    """
    rules = _Rules(patterns)
    if not rules.wanted:
        return []
    problems: dict[Problem, None] = {}
    reader = _Reader(found)
    unclear: Place | None = None
    for module, position, statement in reader.statements():
        for use in statement.facts.uses:
            for name, certain in reader.meanings(module, position, use.chain, use.later):
                match = rules.offence(name, certain)
                if match:
                    problems[problem("forbidden-api", statement.place(use.line), name=match)] = None
        if statement.facts.unclear or reader.exhausted:
            unclear = unclear or statement.place()
        if reader.exhausted:
            break
    several = [problem("too-many-stars", place, limit=_MOST_STARS) for place in reader.too_many_stars()]
    return [*problems, *several, *([problem("names-unclear", unclear)] if unclear else [])]


class _Rules:
    """What is forbidden, and what of that is not."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self.wanted = [(pattern, _compiled(pattern)) for pattern in patterns if not pattern.startswith("!")]
        self._spelt_out = [(pattern, compiled) for pattern, compiled in self.wanted if "*" not in pattern]
        self._excepted = [_compiled(pattern[1:]) for pattern in patterns if pattern.startswith("!")]
        self._offences: dict[tuple[str, bool], str | None] = {}

    def offence(self, name: str, certain: bool) -> str | None:
        """The shortest leading part of the name that is forbidden. When it is not certain that the name comes from
        this module, a pattern must spell it out."""
        for source, public in _SOURCES.items():
            if name.startswith(source):
                name = public + name.removeprefix(source)
        if (name, certain) not in self._offences:
            self._offences[name, certain] = self._offence(name, certain)
        return self._offences[name, certain]

    def _offence(self, name: str, certain: bool) -> str | None:
        if any(pattern.match(name) for pattern in self._excepted):
            return None
        found = (pattern.match(name) for _, pattern in (self.wanted if certain else self._spelt_out))
        return name[: min(ends)] if (ends := [match.end() for match in found if match]) else None


def _compiled(pattern: str) -> re.Pattern[str]:
    """Matches the leading parts of a name, as few of them as it can."""
    return re.compile(".*?".join(re.escape(part) for part in pattern.split("*")) + r"(?=\.|\Z)", re.DOTALL)


class _Reader:
    """Knows what a global stands for at some statement: the last binding before it, or, from within a function, the
    last of all."""

    def __init__(self, found: Submission | Program) -> None:
        self.project = project_of(found) if isinstance(found, Submission) else _project_of(found)
        self._left = _MOST_STEPS
        self._meanings: dict[tuple[str, Chain, tuple[int, ...]], list[tuple[str, bool]]] = {}

    @property
    def exhausted(self) -> bool:
        """Whether names were followed no further."""
        return self._left <= 0

    def statements(self) -> Iterator[tuple[Module, int, Statement]]:
        for module in self.project.modules.values():
            for position, statement in enumerate(module.statements):
                yield module, position, statement

    def too_many_stars(self) -> Iterator[Place]:
        for module in self.project.modules.values():
            statements = list(self.project.stars(module).outside.values())
            if len(statements) > _MOST_STARS:
                yield module.statements[statements[_MOST_STARS]].place()

    def meanings(self, module: Module, position: int, chain: Chain, later: bool) -> list[tuple[str, bool]]:
        """Absolute dotted names that a chain may stand for there, and whether that is certain."""
        first = chain.dotted.partition(".")[0]
        if not chain.absolute and first not in module.binders and not self.project.stars(module).outside:
            return []
        binders = () if chain.absolute else tuple(self._binders_at(module, first, position, later))
        key = (module.name, chain, binders)
        if key not in self._meanings:
            self._meanings[key] = list(self._follow(module, position, chain, later))
        return self._meanings[key]

    def _follow(self, module: Module, position: int, chain: Chain, later: bool) -> Iterator[tuple[str, bool]]:
        waiting = [(module, position, chain, later)]
        seen: set[tuple[str, int, str]] = set()
        for step in range(_MOST_MEANINGS):
            self._left -= step > 1  # most names need two
            if not waiting or self.exhausted:
                return
            module, position, chain, later = waiting.pop()
            if chain.absolute:
                located = self.project.locate(module, chain.dotted)
                if located is None:
                    yield chain.dotted, True
                    continue
                module, inside = located
                if not inside:
                    continue
                position, chain, later = len(module.statements), Chain(".".join(inside), absolute=False), True
            first, *rest = chain.dotted.split(".")
            if first not in module.binders:
                for star, certain in self._starred(module, first):
                    yield ".".join([star, first, *rest]), certain
            for binder in self._binders_at(module, first, position, later):
                if (module.name, binder, chain.dotted) not in seen:
                    seen.add((module.name, binder, chain.dotted))
                    aliases = module.statements[binder].facts.aliases.get(first, ())
                    waiting += [(module, binder, alias + rest, False) for alias in aliases[:_MOST_MEANINGS]]

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
        stars = self.project.stars(module).outside
        known = [(star, True) for star, names in _STARS.items() if star in stars and name in names]
        if known or len(stars) > _MOST_STARS:
            return known
        return [(star, len(stars) == 1) for star in sorted(stars) if star not in _STARS]


def _project_of(program: Program) -> Project:
    modules: dict[str, Module] = {}
    for piece in program.pieces:
        statements = analyse(piece.source.text).statements
        module = modules.setdefault(piece.source.module, Module(piece.source.module, piece.source.file))
        for index in piece.statements:
            module.add(Statement(piece.source, index, statements[index]))
    return Project(modules)
