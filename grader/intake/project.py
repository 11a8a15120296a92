"""A submission as modules of statements: who binds, changes and provides which name, and what imports lead where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from grader.intake.bindings import Bind, Chain, How, Import
from grader.intake.facts import Facts
from grader.intake.syntax import analyse
from grader.model import Place, Source, Submission

# Nothing of a notebook's surroundings is there in the sandbox: a star import of these is not worth an attempt.
SURROUNDINGS = ("google.colab", "IPython")


@dataclass(frozen=True, slots=True)
class Statement:
    """One top-level statement: `index` counts in `ast.parse(source.text).body`."""

    source: Source
    index: int
    facts: Facts

    @property
    def usable(self) -> bool:
        """Whether it may be run at all: a main guard is for scripts, and a bare await needs a notebook."""
        return self.facts.kind != "main" and not self.facts.awaits

    def place(self, line: int | None = None) -> Place:
        return Place(self.source.file, self.source.cell, line or self.facts.first)


@dataclass(slots=True)
class Module:
    """The statements of one file, in order, and indices into them by name."""

    name: str
    file: str
    sources: list[Source] = field(default_factory=list)  # those that are Python
    statements: list[Statement] = field(default_factory=list)
    binders: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    setters: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    callers: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # of a method on the name
    bound_by: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # functions with `global name`
    changed_by: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # functions that change it
    decorated_with: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    called_at_top: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    starred: list[int] = field(default_factory=list)

    @property
    def is_package(self) -> bool:
        return self.file.rpartition("/")[2] == "__init__.py"

    @property
    def is_notebook(self) -> bool:
        return any(statement.source.cell is not None for statement in self.statements)

    def add(self, statement: Statement) -> None:
        index = len(self.statements)
        self.statements.append(statement)
        facts = statement.facts
        if not statement.usable:
            return
        for name in facts.binds:
            self.binders[name].append(index)
        for name in facts.sets:
            self.setters[name].append(index)
        for name in facts.methods:
            self.callers[name].append(index)
        for name in facts.decorators:
            self.decorated_with[name].append(index)
        if facts.kind == "def":
            for name in facts.bound_later:
                self.bound_by[name].append(index)
            for name in facts.changed_later:
                self.changed_by[name] += facts.binds
        if facts.kind == "plain":
            for name in facts.called & facts.now:
                self.called_at_top[name].append(index)
        if facts.has_star:
            self.starred.append(index)

    def bind(self, index: int, name: str) -> Bind:
        return self.statements[index].facts.binds[name]

    def is_defined(self, name: str) -> bool:
        """Whether a class or function has this name, and not only a value."""
        return any(self.bind(i, name).how is How.DEF for i in self.binders.get(name, ()))

    def registered(self, name: str) -> Iterator[int]:
        """Definitions whose decorator changes the global `name`: `@register` over a class, with a REGISTRY."""
        for function in self.changed_by.get(name, ()):
            yield from self.decorated_with.get(function, ())

    def bound_by_call(self, name: str) -> Iterator[int]:
        """Functions that bind the global `name`, and the statements that call them for it."""
        for index in self.bound_by.get(name, ()):
            yield index
            for function in self.statements[index].facts.binds:
                yield from self.called_at_top.get(function, ())


@dataclass(frozen=True, slots=True)
class Project:
    modules: dict[str, Module]
    unreadable: tuple[Source, ...]  # not Python

    def locate(self, module: Module, dotted: str) -> tuple[Module, tuple[str, ...]] | None:
        """The own module that an import path leads into, and the rest of the path; None when it leads outside."""
        parts = self._absolute(module, dotted)
        for end in range(len(parts), 0, -1):
            found = self.modules.get(".".join(parts[:end]))
            if found is not None:
                return found, parts[end:]
        return None

    def _absolute(self, module: Module, dotted: str) -> tuple[str, ...]:
        rest = dotted.lstrip(".")
        level = len(dotted) - len(rest)
        if level == 0:
            return tuple(rest.split("."))
        package = module.name.split(".")
        up = len(package) - level + module.is_package
        return (*package[: max(up, 0)], *rest.split(".")) if rest else tuple(package[: max(up, 0)])

    def is_outside(self, module: Module, index: int, name: str) -> bool:
        """Whether the statement binds the name by an import from outside the submission."""
        facts = module.statements[index].facts
        if facts.binds[name].how is not How.IMPORT:
            return False
        return all(self.locate(module, chain.dotted) is None for chain in facts.aliases.get(name, ()))

    def resolve(self, module: Module, chain: Chain) -> tuple[Module, str] | None:
        """The own global that a dotted name stands for: `helper`, or `utils.helper` after `import utils`."""
        first, *rest = chain.dotted.split(".")
        if chain.absolute:
            found = self.locate(module, chain.dotted)
            return (found[0], found[1][0]) if found and len(found[1]) == 1 else None
        if not rest:
            return (module, first) if first in module.binders else None
        for index in reversed(module.binders.get(first, [])):
            for alias in module.statements[index].facts.aliases.get(first, ()):
                if alias.absolute:
                    return self.resolve(module, alias + rest)
        return None

    def stars(self, module: Module) -> Iterator[tuple[int, Module]]:
        """Star imports from own modules."""
        for index in module.starred:
            for one in module.statements[index].facts.imports:
                target = self.locate(module, _module_of(one)) if one.name == "*" else None
                if target is not None and not target[1]:
                    yield index, target[0]

    def provides(self, module: Module, name: str) -> bool:
        """Whether importing the name from the module works, as far as can be seen."""
        seen: set[str] = set()
        waiting = [module]
        while waiting:
            module = waiting.pop()
            if name in module.binders or name in module.bound_by:
                return True
            if module.name not in seen:
                seen.add(module.name)
                waiting += [target for _, target in self.stars(module)]
        return False

    def always(self, module: Module) -> Iterator[int]:
        """What comes along with any statement: `from __future__`, and star imports, whose names cannot be known."""
        own = {index for index, _ in self.stars(module)}
        for index, statement in enumerate(module.statements):
            facts = statement.facts
            outside = facts.has_star and index not in own and not is_surroundings(facts.imports)
            if statement.usable and (facts.kind == "future" or outside):
                yield index

    def targets(self, module: Module, one: Import) -> Iterator[tuple[Module, str | None]]:
        """Own globals that an import needs, or None for all of a module."""
        if one.name is None:
            parts = one.module.split(".")
            for end in range(1, len(parts) + 1):
                found = self.modules.get(".".join(parts[:end]))
                if found is not None:
                    yield found, None
            return
        found_from = self.locate(module, _module_of(one))
        if one.name == "*":
            if found_from is not None and not found_from[1]:
                yield found_from[0], None
        elif found_from is not None and not found_from[1] and self.provides(found_from[0], one.name):
            yield found_from[0], one.name
        else:
            submodule = self.locate(module, one.dotted)
            if submodule is not None and not submodule[1]:
                yield submodule[0], None


def is_surroundings(imports: Sequence[Import]) -> bool:
    return all(any(f"{one.module}.".startswith(f"{name}.") for name in SURROUNDINGS) for one in imports)


def _module_of(one: Import) -> str:
    return "." * one.level + one.module


@lru_cache(maxsize=4)
def project_of(submission: Submission) -> Project:
    """Cached, because each task of a submission asks for it."""
    modules: dict[str, Module] = {}
    unreadable: list[Source] = []
    for source in submission.sources:
        analysis = analyse(source.text)
        module = modules.setdefault(source.module, Module(source.module, source.file))
        (unreadable if analysis.fault is not None else module.sources).append(source)
        for index, facts in enumerate(analysis.statements):
            module.add(Statement(source, index, facts))
    return Project(modules, tuple(unreadable))
