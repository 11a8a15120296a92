"""Names looked up through Python's scopes, and the dotted names that expressions stand for."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.intake.bindings import MOST_DOTTED, Chain

_MOST_ALIASES = 20  # followed for one use; nobody has more, and hostile texts have no end of them
_MOST_STEPS = 50_000  # from one name to another, for all uses in one text


@dataclass(slots=True)
class Scope:
    """A scope that is not the module's, which is None. A statement of a class sees what is bound before it: there
    `local` says in which statement each name is bound first, and `position` which one is looked from."""

    parent: Scope | None
    local: Mapping[str, int]
    globals: set[str] = field(default_factory=set)
    aliases: Mapping[str, list[Chain | ast.expr]] = field(default_factory=dict)
    is_class: bool = False
    position: int = 1
    owners: dict[str, Scope | None] = field(default_factory=dict)  # of names read here, once looked up

    def has(self, name: str) -> bool:
        return self.local.get(name, self.position) < self.position


def owner_of(name: str, scope: Scope | None) -> Scope | None:
    """The scope that a name read in `scope` belongs to; None is the module (or builtins)."""
    if scope is None:
        return None
    if name not in scope.owners:
        scope.owners[name] = _owner_of(name, scope)
    return scope.owners[name]


def _owner_of(name: str, start: Scope) -> Scope | None:
    scope: Scope | None = start
    while scope is not None:
        if name in scope.globals:
            return None
        if scope.has(name) and (scope is start or not scope.is_class):
            return scope
        scope = scope.parent
    return None


class Follower:
    """The dotted names that expressions of one text may stand for, local imports and aliases followed."""

    def __init__(self) -> None:
        self._left = _MOST_STEPS
        self._chains: dict[ast.expr, tuple[Chain | str, list[str]]] = {}

    @property
    def exhausted(self) -> bool:
        """Whether names were followed no further, because there were too many other names for things."""
        return self._left <= 0

    def dotted_names(self, node: ast.expr, scope: Scope | None) -> list[Chain]:
        """What an expression may stand for, each name once."""
        found: list[Chain] = []
        waiting: list[tuple[ast.expr | Chain, Scope | None, list[str]]] = [(node, scope, [])]
        seen: set[tuple[str, int]] = set()
        for step in range(_MOST_ALIASES + 1):
            if not waiting:
                break
            value, scope, attributes = waiting.pop()
            self._left -= step > 0
            if isinstance(value, Chain):
                found.append(value + attributes)
                continue
            root, own = self._chain(value)
            attributes = _cut(own + attributes)
            if isinstance(root, Chain):
                found.append(root + attributes)
            elif root:
                owner = owner_of(root, scope)
                if owner is None:
                    found.append(Chain(root[:MOST_DOTTED], absolute=False) + attributes)
                elif (root, id(owner)) not in seen and not self.exhausted:
                    seen.add((root, id(owner)))
                    values = owner.aliases.get(root, [])[:_MOST_ALIASES]
                    waiting += [
                        (one, owner, attributes) for one in values if isinstance(one, Chain) or self._chain(one)[0]
                    ]
        return found

    def _chain(self, node: ast.expr) -> tuple[Chain | str, list[str]]:
        """Remembered, because an alias is looked through at each use of it."""
        if isinstance(node, ast.Name):
            return node.id, []
        if node not in self._chains:
            root, attributes = _chain(node)
            self._chains[node] = root, _cut(attributes)
        return self._chains[node]


def _cut(attributes: list[str]) -> list[str]:
    """Without those that no name has room for."""
    size = 0
    for position, attribute in enumerate(attributes):
        size += len(attribute) + 1
        if size > MOST_DOTTED:
            return [*attributes[:position], attribute[:MOST_DOTTED]]
    return attributes


def _chain(node: ast.expr) -> tuple[Chain | str, list[str]]:
    """A dotted expression as its start, a name or an imported module, and its attributes; '' when it is no such."""
    attributes: list[str] = []
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Attribute):
            attributes.append(node.attr)
            node = node.value
        elif isinstance(node, ast.NamedExpr):
            node = node.value
        elif isinstance(node, ast.Call) and (attribute := literal_attribute(node)):
            attributes.append(attribute)
            node = node.args[0]
        elif isinstance(node, ast.Call) and (module := literal_import(node)):
            return Chain(module[:MOST_DOTTED], absolute=True), attributes[::-1]
        else:
            return "", []
    return node.id, attributes[::-1]


def called_name(node: ast.expr) -> str:
    """The last name of what is called, or of a decorator: `register` for `@hooks.register("x")`."""
    function = node.func if isinstance(node, ast.Call) else node
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def literal_attribute(node: ast.Call) -> str:
    """The attribute that `getattr(x, "name")` reads; empty when the call is something else."""
    match node:
        case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(value=str(name)), *_]):
            return name
    return ""


def literal_import(node: ast.Call) -> str:
    """The module that `import_module("name")` or `__import__("name")` yields; empty when the call is neither."""
    match node:
        case ast.Call(args=[ast.Constant(value=str(name)), *_]) if called_name(node) == "import_module":
            return name
        case ast.Call(func=ast.Name(id="__import__"), args=[ast.Constant(value=str(name))], keywords=[]):
            return name.partition(".")[0]
        case ast.Call(func=ast.Name(id="__import__"), args=[ast.Constant(value=str(name)), *_]):
            return name
    return ""
