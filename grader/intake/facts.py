"""What one top-level statement binds, needs, changes and uses: everything that slicing has to know about it.

Python's scoping, followed by hand: function, class and comprehension scopes, `global` and `nonlocal`, decorators,
defaults, annotations and bases in the scope around. The walk keeps its own stack, so that no text can exhaust ours.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from grader.intake.bindings import Bind, Chain, Comprehension, FunctionDef, Import, Names, bindings_of, first_line
from grader.intake.scopes import Follower, Scope, called_name, literal_attribute, literal_import, owner_of

DEEPEST = 200  # levels of nesting; a chain of 200 `elif` or of 200 `+` is not written by hand

Kind = Literal["future", "import", "def", "loop", "main", "plain"]

# Methods that change what they are called on, wherever the call stands. A method called for itself
# (`TABLE.fill()`) is taken to change its object whatever its name.
_CHANGING = frozenset({
    "add", "append", "appendleft", "clear", "discard", "extend", "insert", "pop", "popitem", "popleft", "remove",
    "reverse", "setdefault", "sort", "update",
})  # fmt: skip
# Functions that change their first argument, besides those of torch, whose names end in an underscore.
_CHANGING_FIRST = frozenset({"setattr", "delattr", "setitem", "shuffle", "heappush", "heapify", "update_wrapper"})
_BUILTINS = frozenset(dir(builtins))


class TooDeep(Exception):
    """The statement is nested deeper than `DEEPEST`."""


@dataclass(frozen=True, slots=True)
class Use:
    """A dotted name that is read. `later`: when a function is called, not when the statement runs."""

    chain: Chain
    line: int
    later: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """About one top-level statement; all names are globals of its module."""

    kind: Kind
    first: int
    last: int
    binds: Mapping[str, Bind]
    aliases: Mapping[str, tuple[Chain, ...]]  # names bound here that stand for a dotted name
    imports: tuple[Import, ...]  # anywhere within
    now: frozenset[str]  # read when the statement runs
    later: frozenset[str]  # read when a function defined within is called
    called: frozenset[str]  # of both, those that are called by name
    sets: frozenset[str]  # changed by an assignment to an item or attribute, or by setattr
    methods: frozenset[str]  # changed, perhaps, by a method call
    changed_later: frozenset[str]  # changed when a function defined within is called
    bound_later: frozenset[str]  # bound, through `global`, when a function defined within is called
    decorators: frozenset[str]
    awaits: bool  # outside any function
    uses: tuple[Use, ...]
    unclear: bool  # too many names for the same things: `uses` are not all

    @property
    def needs(self) -> frozenset[str]:
        return self.now | self.later

    @property
    def has_star(self) -> bool:
        return any(one.name == "*" for one in self.imports)


def facts_of(statement: ast.stmt, follower: Follower) -> Facts:
    """`follower` is that of the whole text. Raises TooDeep, TooLong."""
    return _Walk(statement, follower).facts()


@dataclass(frozen=True, slots=True)
class _Here:
    """Where the walk is. `quiet`: in an annotation, whose names are needed but not used."""

    scope: Scope | None = None
    later: bool = False
    quiet: bool = False


class _Walk:
    def __init__(self, statement: ast.stmt, follower: Follower) -> None:
        self.follower = follower
        self.statement = statement
        self.names = bindings_of([statement])
        self.imports = list(self.names.imports)
        self.now: set[str] = set()
        self.later: set[str] = set()
        self.called: set[str] = set()
        self.sets: set[str] = set()
        self.methods: set[str] = set()
        self.changed_later: set[str] = set()
        self.bound_later: set[str] = set()
        self.awaits = False
        self.uses: dict[Use, None] = {}
        self.stack: list[tuple[ast.AST, _Here, int]] = [(statement, _Here(), 0)]
        self.depth = 0

    def facts(self) -> Facts:
        while self.stack:
            node, here, self.depth = self.stack.pop()
            if self.depth > DEEPEST:
                raise TooDeep
            self.visit(node, here)
        statement = self.statement
        decorators = (called_name(one) for one in getattr(statement, "decorator_list", ()))
        return Facts(
            kind=_kind_of(statement),
            first=first_line(statement),
            last=statement.end_lineno or statement.lineno,
            binds=self.names.bound,
            aliases={name: chains for name in self.names.aliases if (chains := self.module_aliases(name))},
            imports=tuple(self.imports),
            now=frozenset(self.now),
            later=frozenset(self.later),
            called=frozenset(self.called),
            sets=frozenset(self.sets),
            methods=frozenset(self.methods),
            changed_later=frozenset(self.changed_later),
            bound_later=frozenset(self.bound_later),
            decorators=frozenset(name for name in decorators if name),
            awaits=self.awaits,
            uses=tuple(sorted(self.uses, key=lambda use: (use.line, use.chain.dotted))),
            unclear=self.follower.exhausted,
        )

    def push(self, nodes: Iterable[ast.AST | None], here: _Here) -> None:
        self.stack.extend((node, here, self.depth + 1) for node in nodes if node is not None)

    # --- by kind of node -------------------------------------------------------------------------------------------

    def visit(self, node: ast.AST, here: _Here) -> None:
        match node:
            case ast.Name():
                if isinstance(node.ctx, ast.Load):
                    self.read(node.id, here)
                    self.use(node, here)
                return
            case ast.Constant():
                return
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                self.function(node, here)
                return
            case ast.ClassDef():
                self.class_body(node, here)
                return
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                self.comprehension(node, here)
                return
            case ast.Attribute():
                self.attribute(node, here)
                return
            case ast.Subscript(ctx=ast.Store() | ast.Del()):
                self.change(node, here, self.sets)
            case ast.AugAssign(target=ast.Name(id=name)):
                self.read(name, here)
            case ast.AnnAssign():
                self.push([node.target, node.value], here)
                self.push([node.annotation], replace(here, quiet=True))
                return
            case ast.Expr(value=ast.Call(func=ast.Attribute() as method)):
                self.change(method, here, self.methods)
            case ast.Call():
                self.call(node, here)
            case ast.Await() | ast.AsyncFor() | ast.AsyncWith():
                self.awaits |= not here.later
        self.push(ast.iter_child_nodes(node), here)

    def function(self, node: FunctionDef | ast.Lambda, here: _Here) -> None:
        arguments = node.args
        everyone = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        everyone += [one for one in (arguments.vararg, arguments.kwarg) if one is not None]
        self.push([*arguments.defaults, *arguments.kw_defaults], here)
        local = {one.arg for one in everyone}
        if isinstance(node, ast.Lambda):
            self.push([node.body], _Here(Scope(here.scope, dict.fromkeys(local, 0)), later=True))
            return
        around = self.decorated(node, here)
        self.push([one.annotation for one in everyone] + [node.returns], replace(around, quiet=True))
        names = self.enter(node.body)
        local = (local | names.local()) - names.outer
        scope = Scope(around.scope, dict.fromkeys(local, 0), names.globals, names.aliases)
        self.push(node.body, _Here(scope, later=True))

    def class_body(self, node: ast.ClassDef, here: _Here) -> None:
        """Each statement sees the class's names bound before it, and else the global of that name."""
        around = self.decorated(node, here)
        self.push([*node.bases, *(keyword.value for keyword in node.keywords)], around)
        bound: dict[str, int] = {}
        aliases: dict[str, list[Chain | ast.expr]] = {}
        for position, statement in enumerate(node.body):
            names = self.enter([statement])
            scope = Scope(around.scope, bound, names.globals, aliases, is_class=True, position=position)
            self.push([statement], replace(around, scope=scope))
            for name in names.local():
                bound.setdefault(name, position)
            for name, values in names.aliases.items():
                aliases.setdefault(name, []).extend(values)

    def comprehension(self, node: Comprehension, here: _Here) -> None:
        """The first iterable belongs to the scope around; the rest has a scope of its own."""
        first, *others = node.generators
        self.push([first.iter], here)
        local = dict.fromkeys((name for generator in node.generators for name in _targets(generator.target)), 0)
        within = replace(here, scope=Scope(here.scope, local))
        self.awaits |= not here.later and any(generator.is_async for generator in node.generators)
        self.push([first.target, *first.ifs], within)
        for generator in others:
            self.push([generator.target, generator.iter, *generator.ifs], within)
        self.push([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt], within)

    def attribute(self, node: ast.Attribute, here: _Here) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.change(node, here, self.sets)
        self.use(node, here)
        base: ast.expr = node
        while isinstance(base, ast.Attribute):
            base = base.value
            self.depth += 1
        if isinstance(base, ast.Name):
            self.read(base.id, here)
        else:
            self.push([base], here)

    def call(self, node: ast.Call, here: _Here) -> None:
        name = called_name(node)
        if isinstance(node.func, ast.Name) and owner_of(node.func.id, here.scope) is None:
            self.called.add(node.func.id)
        if isinstance(node.func, ast.Attribute) and (name in _CHANGING or _in_place(name)):
            self.change(node.func, here, self.methods)
        if node.args and (name in _CHANGING_FIRST or _in_place(name)):
            self.change(node.args[0], here, self.sets)
        if literal_attribute(node) or literal_import(node):
            self.use(node, here)

    # --- scopes ----------------------------------------------------------------------------------------------------

    def enter(self, block: list[ast.stmt]) -> Names:
        names = bindings_of(block)
        self.imports += names.imports
        self.bound_later |= names.globals & names.bound.keys()
        return names

    def decorated(self, node: FunctionDef | ast.ClassDef, here: _Here) -> _Here:
        """Decorators, then the small scope that `def f[T](x: T)` has around it (Python 3.12)."""
        self.push(node.decorator_list, here)
        for decorator in node.decorator_list:
            function = decorator.func if isinstance(decorator, ast.Call) else decorator
            if isinstance(function, ast.Attribute):  # @area.register: what is decorated goes into `area`
                self.change(function, here, self.sets)
        parameters: list[ast.AST] = list(getattr(node, "type_params", ()))
        if not parameters:
            return here
        within = replace(here, scope=Scope(here.scope, {str(getattr(one, "name", "")): 0 for one in parameters}))
        self.push(parameters, within)
        return within

    def read(self, name: str, here: _Here) -> None:
        if owner_of(name, here.scope) is None:
            (self.later if here.later else self.now).add(name)

    def change(self, node: ast.expr, here: _Here, kind: set[str]) -> None:
        """Whatever name the expression starts from is changed: `CFG['a'].b`, `TABLE[0].append`."""
        while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
            node = node.func if isinstance(node, ast.Call) else node.value
        if isinstance(node, ast.Name) and owner_of(node.id, here.scope) is None:
            (self.changed_later if here.later else kind).add(node.id)

    # --- dotted names ----------------------------------------------------------------------------------------------

    def use(self, node: ast.expr, here: _Here) -> None:
        if here.quiet or (isinstance(node, ast.Name) and node.id in _BUILTINS):
            return
        for chain in self.follower.dotted_names(node, here.scope):
            self.uses[Use(chain, node.lineno, here.later)] = None

    def module_aliases(self, name: str) -> tuple[Chain, ...]:
        chains: list[Chain] = []
        for value in self.names.aliases[name]:
            chains += [value] if isinstance(value, Chain) else self.follower.dotted_names(value, None)
        return tuple(chains)


def _targets(target: ast.expr) -> Iterator[str]:
    """The names that a loop binds, without a look into `x[...]`, which may hold loops in turn."""
    waiting = [target]
    while waiting:
        match waiting.pop():
            case ast.Name(id=name):
                yield name
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                waiting += parts
            case ast.Starred(value=part):
                waiting.append(part)


def _kind_of(statement: ast.stmt) -> Kind:
    match statement:
        case ast.ImportFrom(module="__future__", level=0):
            return "future"
        case ast.Import() | ast.ImportFrom():
            return "import"
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return "def"
        case ast.For() | ast.AsyncFor() | ast.While():
            return "loop"
        case ast.If(test=ast.BoolOp(op=ast.And(), values=tests)):
            return "main" if any(_is_main(test) for test in tests) else "plain"
        case ast.If(test=test):
            return "main" if _is_main(test) else "plain"
    return "plain"


def _is_main(test: ast.expr) -> bool:
    match test:
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
            return {getattr(side, "id", getattr(side, "value", None)) for side in (left, right)} == {
                "__name__",
                "__main__",
            }
    return False


def _in_place(name: str) -> bool:
    return name.endswith("_") and not name.endswith("__")
