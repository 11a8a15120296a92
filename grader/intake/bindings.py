"""Which names a block of statements binds in its own scope, and to what, without entering nested scopes."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

MOST_DOTTED = 500  # characters of a dotted name; only hostile ones are longer, and they would be copied for each use

FunctionDef = ast.FunctionDef | ast.AsyncFunctionDef
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


class TooLong(Exception):
    """An import path longer than `MOST_DOTTED`, in the line that is given."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class How(IntEnum):
    """What a name is bound to, the more telling the higher."""

    LOOP = 0  # for, with, except, match, :=
    VALUE = 1  # the result of some expression
    IMPORT = 2
    ALIAS = 3  # another name for something: X = Y, X = lambda, X = compile(X)
    DEF = 4


@dataclass(frozen=True, slots=True)
class Bind:
    how: How
    first: int  # lines of the innermost statement that binds, 1-based, decorators included
    last: int


@dataclass(frozen=True, slots=True)
class Import:
    """One name of an import as written. `name` is None for `import module`, '*' for a star."""

    module: str
    level: int  # leading dots
    name: str | None

    @property
    def dotted(self) -> str:
        module = "." * self.level + self.module
        if self.name is None:
            return module
        return module + self.name if module.endswith(".") else f"{module}.{self.name}"


@dataclass(frozen=True, slots=True)
class Chain:
    """A dotted name: `torch.optim.Adam`. When not `absolute`, its first part is a global of the module; else it is
    an import path, with leading dots where the import is relative."""

    dotted: str
    absolute: bool

    def __add__(self, attributes: Iterable[str]) -> Chain:
        """Cut at `MOST_DOTTED`: what a name leads to is told by its beginning."""
        return Chain(".".join([self.dotted, *attributes])[:MOST_DOTTED], self.absolute)


@dataclass(slots=True)
class Names:
    bound: dict[str, Bind] = field(default_factory=dict)
    declared: set[str] = field(default_factory=set)  # local without a value: `x: int`, `del x`
    outer: set[str] = field(default_factory=set)  # global and nonlocal
    globals: set[str] = field(default_factory=set)
    imports: list[Import] = field(default_factory=list)
    aliases: dict[str, list[Chain | ast.expr]] = field(default_factory=dict)

    def bind(self, name: str, how: How, node: ast.stmt) -> None:
        new = Bind(how, first_line(node), node.end_lineno or node.lineno)
        old = self.bound.get(name)
        if old is None or new.how >= old.how:
            self.bound[name] = new

    def local(self) -> set[str]:
        return (self.bound.keys() | self.declared) - self.outer


def first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min((decorator.lineno for decorator in decorators), default=node.lineno)


def bindings_of(block: Iterable[ast.stmt]) -> Names:
    """Names of one scope. Walks with a stack of its own: texts may be nested as deeply as the parser lets them.

    Raises TooLong.
    """
    names = Names()
    stack: list[tuple[ast.AST, ast.stmt, How]] = [(node, node, How.LOOP) for node in reversed(list(block))]
    while stack:
        node, statement, how = stack.pop()
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                names.bind(name, how, statement)
                continue
            case ast.Name(id=name, ctx=ast.Del()):
                names.declared.add(name)
                continue
            case ast.Name() | ast.Constant() | ast.Lambda() | ast.expr_context():
                continue
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names.bind(node.name, How.DEF, node)
                continue
            case ast.Global() | ast.Nonlocal():
                names.outer.update(node.names)
                if isinstance(node, ast.Global):
                    names.globals.update(node.names)
                continue
            case ast.Import() | ast.ImportFrom():
                _bind_imports(names, node)
                continue
            case ast.Assign(targets=targets, value=value):
                given = _given(value)
                for target in targets:
                    if isinstance(target, ast.Name):
                        names.bind(target.id, _how(value, target.id, given), node)
                        names.aliases.setdefault(target.id, []).append(value)
                    else:
                        stack.append((target, node, How.VALUE))
                stack.append((value, node, How.LOOP))
                continue
            case ast.AnnAssign(target=ast.Name(id=name), value=value):
                if value is None:
                    names.declared.add(name)
                else:
                    names.bind(name, _how(value, name, _given(value)), node)
                    names.aliases.setdefault(name, []).append(value)
                    stack.append((value, node, How.LOOP))
                continue
            case ast.AugAssign(target=ast.Name(id=name)):
                names.bind(name, How.VALUE, node)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                names.bind(name, How.LOOP, statement)
            case ast.MatchMapping(rest=str(name)):
                names.bind(name, How.LOOP, statement)
            case ast.comprehension():  # its target is the comprehension's own; only a := inside comes out
                stack.extend((child, statement, how) for child in (node.iter, *node.ifs))
                continue
        inside = node if isinstance(node, ast.stmt) else statement
        stack.extend((child, inside, how) for child in reversed(list(ast.iter_child_nodes(node))))
    return names


def _bind_imports(names: Names, node: ast.Import | ast.ImportFrom) -> None:
    if isinstance(node, ast.ImportFrom) and len(node.module or "") + node.level > MOST_DOTTED:
        raise TooLong(node.lineno)
    for alias in node.names:
        if len(alias.name) > MOST_DOTTED:
            raise TooLong(node.lineno)
        if isinstance(node, ast.ImportFrom):
            made = Import(node.module or "", node.level, alias.name)
            chain, name = made.dotted, alias.asname or alias.name
        else:
            made = Import(alias.name, 0, None)
            first = alias.name.partition(".")[0]
            chain, name = (alias.name, alias.asname) if alias.asname else (first, first)
        names.imports.append(made)
        if name != "*":
            names.bind(name, How.IMPORT, node)
            names.aliases.setdefault(name, []).append(Chain(chain, absolute=True))


def _given(value: ast.expr) -> set[str]:
    """The names that a call gets as they are."""
    if not isinstance(value, ast.Call):
        return set()
    arguments = [*value.args, *(keyword.value for keyword in value.keywords)]
    return {argument.id for argument in arguments if isinstance(argument, ast.Name)}


def _how(value: ast.expr, name: str, given: set[str]) -> How:
    """Whether `name = value` gives another definition of it, or a mere value."""
    match value:
        case ast.Name() | ast.Attribute() | ast.Lambda():
            return How.ALIAS
        case ast.Call(func=function):
            called = isinstance(function, ast.Name) and function.id == name
            return How.ALIAS if name in given and not called else How.VALUE
    return How.VALUE
