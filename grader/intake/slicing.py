"""From the symbols that a task asks for to the statements that they need, and nothing else.

Needed is: what binds a needed name, in every place (Python's semantics: the last one counts); what changes it
afterwards (`CFG["lr"] = 1`, `Net.forward = forward`); and, again, all that these read. Training loops, plots and
downloads stay out because nothing needs their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.intake.bindings import How
from grader.intake.project import Module, Project, Statement, is_surroundings
from grader.model import Piece, Source


class Slice:
    """Grows by `want` until everything that is needed is in it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.selected: dict[str, set[int]] = {}
        self.awaited: list[tuple[str, Statement]] = []  # names bound only by what cannot be run
        self._seen: set[tuple[str, str, bool]] = set()
        self._names: list[tuple[Module, str, bool]] = []
        self._statements: list[tuple[Module, int]] = []

    def want(self, module: Module, symbol: str) -> None:
        """A symbol that a task asks for, with all it needs."""
        for index in definitions(self.project, module, symbol):
            self._statements.append((module, index))
        self._seen |= {(module.name, symbol, True), (module.name, symbol, False)}
        self._changes(module, symbol)
        while self._statements or self._names:
            while self._statements:
                self._select(*self._statements.pop())
            if self._names:
                self._bind(*self._names.pop())

    def pieces(self) -> tuple[Piece, ...]:
        """Imported modules before those that import them, statements in the order of the file."""
        pieces: list[tuple[Source, list[int]]] = []
        for module in self._in_import_order():
            if not self.selected[module.name]:  # imported, and to be there, though nothing of it is needed
                pieces += [(source, []) for source in module.sources[:1]]
            for statement in _in_running_order(module, sorted(self.selected[module.name])):
                if pieces and pieces[-1][0] is statement.source:
                    pieces[-1][1].append(statement.index)
                else:
                    pieces.append((statement.source, [statement.index]))
        return tuple(Piece(source, tuple(indices)) for source, indices in pieces)

    # --- growing ---------------------------------------------------------------------------------------------------

    def _name(self, module: Module, name: str, called: bool) -> None:
        if (module.name, name, called) not in self._seen:
            self._seen.add((module.name, name, called))
            self._names.append((module, name, called))

    def _bind(self, module: Module, name: str, called: bool) -> None:
        binders = module.binders.get(name, [])
        if called and module.is_defined(name):
            binders = [i for i in binders if module.bind(i, name).how >= How.IMPORT]
        found = list(binders) or list(module.bound_by_call(name))
        if not found:
            found = [i for i, target in self.project.stars(module) if self.project.provides(target, name)]
        if not found:
            self.awaited += [(name, one) for one in module.statements if one.facts.awaits and name in one.facts.binds]
        self._statements += [(module, index) for index in found]
        self._changes(module, name)

    def _changes(self, module: Module, name: str) -> None:
        """Statements that change what the name stands for. Classes and functions are changed by assignments to their
        attributes only (`Trainer.run()` is no change), imported libraries by nothing."""
        binders = module.binders.get(name, [])
        if binders and all(self.project.is_outside(module, i, name) for i in binders):
            return
        found = [*module.setters.get(name, ()), *module.registered(name)]
        if not module.is_defined(name):
            found += module.callers.get(name, ())
        self._statements += [(module, index) for index in found]

    def _enter(self, module: Module) -> None:
        if module.name not in self.selected:
            self.selected[module.name] = set()
            self._statements += [(module, index) for index in self.project.always(module)]

    def _select(self, module: Module, index: int) -> None:
        self._enter(module)
        statement = module.statements[index]
        if index in self.selected[module.name] or not statement.usable:
            return
        self.selected[module.name].add(index)
        facts = statement.facts
        for name in sorted(facts.needs):
            self._name(module, name, name in facts.called)
        for one in facts.imports:
            for target, wanted in self.project.targets(module, one):
                self._enter(target)
                for each in [wanted] if wanted is not None else _public(target):
                    self._name(target, each, False)

    # --- order -----------------------------------------------------------------------------------------------------

    def _in_import_order(self) -> Iterator[Module]:
        """Depth first; of modules that import each other, any comes first."""
        done: set[str] = set()
        for name in self.selected:
            stack = [(name, False)]
            while stack:
                current, leaving = stack.pop()
                if leaving:
                    yield self.project.modules[current]
                elif current not in done:
                    done.add(current)
                    stack.append((current, True))
                    stack += [(other, False) for other in self._imported_by(current)]

    def _imported_by(self, name: str) -> list[str]:
        module = self.project.modules[name]
        imports = (one for index in sorted(self.selected[name]) for one in module.statements[index].facts.imports)
        targets = {target.name for one in imports for target, _ in self.project.targets(module, one)}
        return sorted(targets & self.selected.keys())


def definitions(project: Project, module: Module, symbol: str) -> list[int]:
    """The statements that define an asked symbol in this module, in order; empty when it is none of the student's.

    Where there is a class or function, a mere value of the same name (`iou = iou(a, b)` in a cell that tries it out)
    does not take its place, nor does a library's class that is imported after it to compare with.
    """
    binders = module.binders.get(symbol, [])
    own = [i for i in binders if not project.is_outside(module, i, symbol)]
    defined = [i for i in own if module.bind(i, symbol).how is How.DEF]
    if defined:
        kept = {i for i in own if module.bind(i, symbol).how >= How.IMPORT}
        return [i for i in binders if i in kept or (i not in own and i < defined[-1])]
    return binders if own else []


def _public(module: Module) -> list[str]:
    """All names of a module that is imported whole. Loops and main guards are no definitions."""
    names: set[str] = set()
    for statement in module.statements:
        facts = statement.facts
        surrounding = facts.kind == "import" and is_surroundings(facts.imports)
        if statement.usable and facts.kind != "loop" and not surrounding:
            names |= facts.binds.keys()
    return sorted(names)


def _in_running_order(module: Module, indices: Sequence[int]) -> list[Statement]:
    """As in the file. In a notebook, whose cells run in any order, a statement that needs a name at once comes after
    the cell that binds it, when only a later cell does."""
    if not module.is_notebook:
        return [module.statements[i] for i in indices]
    chosen = set(indices)
    order: dict[int, None] = {}
    entered: set[int] = set()
    for first in indices:
        stack = [(first, False)]
        while stack:
            index, ready = stack.pop()
            if ready:
                order[index] = None
            elif index not in entered:
                entered.add(index)
                stack.append((index, True))
                stack += [(i, False) for i in reversed(_later_binders(module, index, chosen))]
    return [module.statements[i] for i in order]


def _later_binders(module: Module, index: int, chosen: set[int]) -> list[int]:
    """The chosen statements that bind what this one needs at once, where all of them come after it."""
    later: list[int] = []
    for name in sorted(module.statements[index].facts.now):
        binders = [i for i in module.binders.get(name, ()) if i in chosen]
        if binders and binders[0] > index:
            later += binders
    return later
