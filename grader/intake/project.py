"""A submission as modules of statements: who binds, changes and provides which name, and what imports lead where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from grader.intake.bindings import Bind, Chain, How, Import
from grader.intake.facts import Facts
from grader.intake.syntax import analyse
from grader.model import Place, Source, Submission

# Nothing of a notebook's surroundings is there in the sandbox: a star import of these is not worth an attempt.
SURROUNDINGS = ("google.colab", "IPython")

_DEFINES = re.compile(r"^[ \t]*(?:class|def|async def)[ \t]+(\w+)", re.MULTILINE)


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
    # Names of functions that change, and that bind, the global; each once, however often they are defined.
    changed_by: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    bound_in: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    decorated_with: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    called_at_top: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    awaited: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))  # bind it by an await
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
        if facts.awaits:
            for name in facts.binds:
                self.awaited[name].append(statement)
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
            own = dict.fromkeys(facts.binds)
            for name in facts.bound_later:
                self.bound_by[name].append(index)
                self.bound_in[name].update(own)
            for name in facts.changed_later:
                self.changed_by[name].update(own)
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


@dataclass(slots=True)
class _Folder:
    """Modules by the parts of their dotted names."""

    module: Module | None = None
    inside: dict[str, _Folder] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Stars:
    """The star imports of a module."""

    own: Mapping[str, tuple[int, ...]]  # own modules, and the statements that import them
    outside: Mapping[str, int]  # absolute names of others, and the first statement that imports each


class Project:
    """What a statement needs is asked once per name, per task and per use: all that takes a search is remembered, so
    that a hostile text costs no more than an honest one of its length."""

    def __init__(self, modules: dict[str, Module], unreadable: tuple[Source, ...] = ()) -> None:
        """`unreadable`: not Python."""
        self.modules = modules
        self.unreadable = unreadable
        self._top = _Folder()
        for module in modules.values():
            folder = self._top
            for part in module.name.split("."):
                folder = folder.inside.setdefault(part, _Folder())
            folder.module = module
        self.origins: dict[tuple[str, str], tuple[Module, str, Statement] | None] = {}  # where symbols are defined
        self._numbers = {name: number for number, name in enumerate(modules)}
        self._stars: dict[str, _Stars] = {}
        self._always: dict[str, tuple[int, ...]] = {}
        self._public: dict[str, tuple[str, ...]] = {}
        self._providers: dict[str, int] = {}
        self._leads: dict[tuple[str, int], tuple[tuple[Module, str | None], ...]] = {}
        self._libraries: dict[tuple[str, str], bool] = {}
        self._imported_as: dict[tuple[str, str], Chain | None] = {}

    def locate(self, module: Module, dotted: str) -> tuple[Module, tuple[str, ...]] | None:
        """The own module that an import path leads into, and the rest of the path; None when it leads outside."""
        parts = self._absolute(module, dotted)
        found: Module | None = None
        depth = 0
        for end, folder in enumerate(self._folders(parts), start=1):
            if folder.module is not None:
                found, depth = folder.module, end
        return (found, parts[depth:]) if found is not None else None

    def _folders(self, parts: Sequence[str]) -> Iterator[_Folder]:
        folder = self._top
        for part in parts:
            if part not in folder.inside:
                return
            folder = folder.inside[part]
            yield folder

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

    def is_library(self, module: Module, name: str) -> bool:
        """Whether every statement that binds the name does so by an import from outside."""
        key = (module.name, name)
        if key not in self._libraries:
            binders = module.binders.get(name, ())
            self._libraries[key] = bool(binders) and all(self.is_outside(module, i, name) for i in binders)
        return self._libraries[key]

    def resolve(self, module: Module, chain: Chain) -> tuple[Module, str] | None:
        """The own global that a dotted name stands for: `helper`, or `utils.helper` after `import utils`."""
        first, *rest = chain.dotted.split(".")
        if chain.absolute:
            found = self.locate(module, chain.dotted)
            return (found[0], found[1][0]) if found and len(found[1]) == 1 else None
        if not rest:
            return (module, first) if first in module.binders else None
        key = (module.name, first)
        if key not in self._imported_as:
            statements = (module.statements[index] for index in reversed(module.binders.get(first, [])))
            chains = (alias for statement in statements for alias in statement.facts.aliases.get(first, ()))
            self._imported_as[key] = next((alias for alias in chains if alias.absolute), None)
        alias = self._imported_as[key]
        return self.resolve(module, alias + rest) if alias is not None else None

    # --- star imports ----------------------------------------------------------------------------------------------

    def stars(self, module: Module) -> _Stars:
        if module.name not in self._stars:
            own: dict[str, dict[int, None]] = defaultdict(dict)
            outside: dict[str, int] = {}
            for index in module.starred:
                for one in module.statements[index].facts.imports:
                    if one.name != "*":
                        continue
                    target = self.locate(module, _module_of(one))
                    if target is None and not one.level:
                        outside.setdefault(one.module, index)
                    elif target is not None and not target[1]:
                        own[target[0].name][index] = None
            self._stars[module.name] = _Stars({name: tuple(own[name]) for name in own}, outside)
        return self._stars[module.name]

    def star_providers(self, module: Module, name: str) -> list[str]:
        """The own modules that are star-imported here and provide the name, as far as can be seen."""
        providers = self._providing(name)
        return [target for target in self.stars(module).own if providers >> self._numbers[target] & 1]

    def provides(self, module: Module, name: str) -> bool:
        """Whether importing the name from the module works, as far as can be seen."""
        return bool(self._providing(name) >> self._numbers[module.name] & 1)

    def _providing(self, name: str) -> int:
        """The modules, as bits by their numbers, that bind the name or star-import it, over any number of steps."""
        if name not in self._providers:
            found = 0
            for number in self._definers.get(name, ()):
                found |= self._importers.get(number, 1 << number)
            self._providers[name] = found
        return self._providers[name]

    @cached_property
    def _definers(self) -> dict[str, list[int]]:
        definers: dict[str, list[int]] = defaultdict(list)
        for number, module in enumerate(self.modules.values()):
            for name in dict.fromkeys([*module.binders, *module.bound_by]):
                definers[name].append(number)
        return definers

    @cached_property
    def _importers(self) -> dict[int, int]:
        """Of each module that is star-imported, itself and those that import it so, over any number of steps
        (Warshall's algorithm, a row of bits at a time)."""
        importers: dict[int, int] = {}
        for number, module in enumerate(self.modules.values()):
            for target in self.stars(module).own:
                other = self._numbers[target]
                importers[other] = importers.get(other, 1 << other) | 1 << number
        for between in importers:
            for number, other_row in importers.items():
                if other_row >> between & 1:
                    importers[number] = other_row | importers[between]
        return importers

    # --- imports ---------------------------------------------------------------------------------------------------

    def always(self, module: Module) -> tuple[int, ...]:
        """What comes along with any statement: `from __future__`, and star imports, whose names cannot be known."""
        if module.name not in self._always:
            own = {index for indices in self.stars(module).own.values() for index in indices}
            stars = {i for i in module.starred if not is_surroundings(module.statements[i].facts.imports)} - own
            future = {i for i, one in enumerate(module.statements) if one.usable and one.facts.kind == "future"}
            self._always[module.name] = tuple(sorted(stars | future))
        return self._always[module.name]

    def leads(self, module: Module, index: int) -> tuple[tuple[Module, str | None], ...]:
        """Own globals that the imports of a statement need, or None for all of a module."""
        key = (module.name, index)
        if key not in self._leads:
            found: dict[tuple[str, str | None], Module] = {}
            for one in dict.fromkeys(module.statements[index].facts.imports):
                for target, name in self._targets(module, one):
                    found[target.name, name] = target
            self._leads[key] = tuple((target, name) for (_, name), target in found.items())
        return self._leads[key]

    def _targets(self, module: Module, one: Import) -> Iterator[tuple[Module, str | None]]:
        if one.name is None:
            for folder in self._folders(one.module.split(".")):
                if folder.module is not None:
                    yield folder.module, None
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

    def public(self, module: Module) -> tuple[str, ...]:
        """All names of a module that is imported whole. Loops and main guards are no definitions."""
        if module.name not in self._public:
            names: set[str] = set()
            for statement in module.statements:
                facts = statement.facts
                surrounding = facts.kind == "import" and is_surroundings(facts.imports)
                if statement.usable and facts.kind != "loop" and not surrounding:
                    names |= facts.binds.keys()
            self._public[module.name] = tuple(sorted(names))
        return self._public[module.name]

    # --- symbols that are not there --------------------------------------------------------------------------------

    @cached_property
    def defined_alike(self) -> dict[str, list[tuple[Module, str]]]:
        """Classes and functions by their names without case and underscores."""
        alike: dict[str, list[tuple[Module, str]]] = defaultdict(list)
        for module in self.modules.values():
            for name in module.binders:
                if module.is_defined(name):
                    alike[loose(name)].append((module, name))
        return alike

    @cached_property
    def seemingly_defined(self) -> dict[str, list[tuple[Source, int]]]:
        """What texts that are not Python seem to define, and where in each it comes first."""
        found: dict[str, dict[Source, int]] = defaultdict(dict)
        for source in self.unreadable:
            for match in _DEFINES.finditer(source.text):
                found[match[1]].setdefault(source, match.start())
        return {name: list(places.items()) for name, places in found.items()}


def loose(name: str) -> str:
    return name.replace("_", "").casefold()


def is_surroundings(imports: Sequence[Import]) -> bool:
    return all(any(f"{one.module}.".startswith(f"{name}.") for name in SURROUNDINGS) for one in imports)


def _module_of(one: Import) -> str:
    return "." * one.level + one.module


@lru_cache(maxsize=16)
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
