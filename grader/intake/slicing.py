"""From the symbols that a task asks for to the statements that they need, and nothing else.

Needed is: what binds a needed name, in every place (Python's semantics: the last one counts); what changes it
afterwards (`CFG["lr"] = 1`, `Net.forward = forward`); and, again, all that these read. Training loops, plots and
downloads stay out because nothing needs their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.intake.bindings import How
from grader.intake.project import Module, Project, Statement
from grader.model import Piece, Source


class Slice:
    """Grows by `want` until everything that is needed is in it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.selected: dict[str, set[int]] = {}
        self.awaited: list[tuple[str, Statement]] = []  # names bound only by what cannot be run
        self._seen: set[tuple[str, str, bool]] = set()
        self._stars: set[tuple[str, str]] = set()
        self._whole: set[str] = set()  # modules of which everything is wanted
        self._called: set[tuple[str, str]] = set()  # functions whose calls at the top, ...
        self._decorating: set[tuple[str, str]] = set()  # ... and those whose uses as a decorator are in
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
        if binders:
            self._statements += [(module, index) for index in binders]
        elif name in module.bound_by:
            self._bind_by_call(module, name)
        elif targets := self.project.star_providers(module, name):
            for target in targets:
                if (module.name, target) not in self._stars:
                    self._stars.add((module.name, target))
                    self._statements += [(module, index) for index in self.project.stars(module).own[target]]
        else:
            self.awaited += [(name, one) for one in module.awaited.get(name, ())]
        self._changes(module, name)

    def _bind_by_call(self, module: Module, name: str) -> None:
        """Functions that bind a global, and the statements that call them for it."""
        self._statements += [(module, index) for index in module.bound_by[name]]
        for function in module.bound_in[name]:
            if (module.name, function) not in self._called:
                self._called.add((module.name, function))
                self._statements += [(module, index) for index in module.called_at_top.get(function, ())]

    def _changes(self, module: Module, name: str) -> None:
        """Statements that change what the name stands for. Classes and functions are changed by assignments to their
        attributes only (`Trainer.run()` is no change), imported libraries by nothing."""
        if self.project.is_library(module, name):
            return
        found = [*module.setters.get(name, ())]
        for function in module.changed_by.get(name, ()):  # `@register` over a class, with a REGISTRY
            if (module.name, function) not in self._decorating:
                self._decorating.add((module.name, function))
                found += module.decorated_with.get(function, ())
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
        for target, wanted in self.project.leads(module, index):
            self._enter(target)
            if wanted is not None:
                self._name(target, wanted, False)
            elif target.name not in self._whole:
                self._whole.add(target.name)
                for each in self.project.public(target):
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
        targets = {target.name for index in self.selected[name] for target, _ in self.project.leads(module, index)}
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


def _in_running_order(module: Module, indices: Sequence[int]) -> list[Statement]:
    """As in the file. In a notebook, whose cells run in any order, a statement that needs a name at once comes after
    the cell that binds it, when only a later cell does."""
    if not module.is_notebook:
        return [module.statements[i] for i in indices]
    binders = _Binders(module, indices)
    order: dict[int, None] = {}
    entered: set[int] = set()
    for first in indices:
        stack: list[tuple[int, bool] | str] = [(first, False)]
        while stack:
            match stack.pop():
                case str(name):
                    stack += [(i, False) for i in reversed(binders.not_yet_asked(name))]
                case (index, True):
                    order[index] = None
                case (index, False) if index not in entered:
                    entered.add(index)
                    stack.append((index, True))
                    names = sorted(module.statements[index].facts.now)
                    stack += [name for name in reversed(names) if binders.first(name) > index]
    return [module.statements[i] for i in order]


class _Binders:
    """The chosen statements that bind a name, each name's handed out once: whoever asks for them a second time finds
    them in order already, because all come after whatever may ask."""

    def __init__(self, module: Module, indices: Sequence[int]) -> None:
        self._module = module
        self._chosen = set(indices)
        self._by_name: dict[str, list[int]] = {}
        self._asked: set[str] = set()

    def first(self, name: str) -> int:
        """-1 when there is none."""
        return next(iter(self._of(name)), -1)

    def not_yet_asked(self, name: str) -> list[int]:
        if name in self._asked:
            return []
        self._asked.add(name)
        return self._of(name)

    def _of(self, name: str) -> list[int]:
        if name not in self._by_name:
            self._by_name[name] = [i for i in self._module.binders.get(name, ()) if i in self._chosen]
        return self._by_name[name]
