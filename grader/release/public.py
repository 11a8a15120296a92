"""A task's files as students get them: public checks, what these need, and nothing about any other."""

from __future__ import annotations

import ast
import io
import json
import tokenize
from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields
from itertools import pairwise

from grader import intake
from grader.catalog import checks_text
from grader.errors import TaskDefect
from grader.model import CheckText, Limits, Source, Submission, Task, Text, Visibility

HANDED_OUT = ("handout.md", "handout.ko.md", "starter.py")  # as they are

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_IMPORTS = (ast.Import, ast.ImportFrom)
_WORDS = ("COMMENT", "STRING", "FSTRING_MIDDLE")  # tokens written for people; the last is new in Python 3.12


def public(task: Task) -> tuple[CheckText, ...]:
    """The checks that students run themselves. Raises TaskDefect for a task without any."""
    checks = tuple(check for check in task.checks if check.visibility is Visibility.PUBLIC)
    if not checks:
        raise TaskDefect(f"{task.name} has no public check: a student could check nothing")
    return checks


# --- checks.py -----------------------------------------------------------------------------------------------------


def public_checks(task: Task) -> str:
    """The public checks of a task's checks.py with the helpers, constants and imports that they need, as written.
    Comments between definitions stay out: they may be about anything.

    Raises TaskDefect where a public check cannot do without another one, or a comment or text names another one.
    """
    text, names = checks_text(task), [check.name for check in public(task)]
    others = {check.name for check in task.checks} - set(names)
    kept = _needed(task, text, names)
    for statement in kept:
        if isinstance(statement, _DEFINITIONS) and statement.name in others:
            raise TaskDefect(f"{task.name}: a public check uses {statement.name}, which is not public")
    lines = text.split("\n")
    result = _written(kept[0], lines, kept)
    for before, statement in pairwise(kept):
        result += _gap(before, statement, lines) + _written(statement, lines, kept)
    result += "\n"
    if told := _told_of(result, others):
        raise TaskDefect(f"{task.name}: a comment or text beside the public checks names {told}, which is not public")
    return result


def _needed(task: Task, text: str, names: Sequence[str]) -> list[ast.stmt]:
    """The statements behind these checks, cut out as a student's answer is cut out of a notebook."""
    source = Source(module="checks", file="checks.py", cell=None, text=text)
    program = intake.program(Submission(student="", origin=source.file, sha256="", sources=(source,)), names)
    if missing := set(names) - program.symbols:
        raise TaskDefect(f"{task.name}: checks.py defines no {min(missing)}, or cannot be read")
    statements = ast.parse(text).body
    return [statements[i] for piece in program.pieces for i in piece.statements]


def _written(statement: ast.stmt, lines: Sequence[str], kept: Sequence[ast.stmt]) -> str:
    """A statement as it was written; of an import, what is used."""
    if isinstance(statement, _IMPORTS):
        return _import(statement, kept)
    first, column = _start(statement)
    assert statement.end_lineno is not None and statement.end_col_offset is not None
    own = [line.encode() for line in lines[first - 1 : statement.end_lineno]]
    own[-1] = own[-1][: statement.end_col_offset]  # columns are bytes
    own[0] = own[0][column:]
    return b"\n".join(own).decode()


def _start(statement: ast.stmt) -> tuple[int, int]:
    """Line, 1-based, and column, decorators included."""
    decorators = getattr(statement, "decorator_list", [])
    return (decorators[0].lineno, 0) if decorators else (statement.lineno, statement.col_offset)


def _import(statement: ast.Import | ast.ImportFrom, kept: Sequence[ast.stmt]) -> str:
    if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
        return ast.unparse(statement)
    used = {node.id for one in kept for node in ast.walk(one) if isinstance(node, ast.Name)}
    statement.names = [
        alias
        for alias in statement.names
        if alias.name == "*" or (alias.asname or alias.name.partition(".")[0]) in used
    ]
    return ast.unparse(statement)


def _gap(before: ast.stmt, statement: ast.stmt, lines: Sequence[str]) -> str:
    """Two empty lines around definitions; elsewhere one, where there was one."""
    if isinstance(before, _DEFINITIONS) or isinstance(statement, _DEFINITIONS):
        return "\n\n\n"
    return "\n" if lines[_start(statement)[0] - 2].strip() else "\n\n"


def _told_of(text: str, names: Collection[str]) -> str | None:
    """One of the names that a comment or a string says; code may use the same word for a helper."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    told = [token.string for token in tokens if tokenize.tok_name[token.type] in _WORDS]
    return next((name for name in sorted(names) if any(name in words for words in told)), None)


# --- task.toml -----------------------------------------------------------------------------------------------------


def public_toml(task: Task) -> str:
    """The task.toml of a bundle: texts of public checks, and of the others how many they are and what they count."""
    checks = public(task)
    points = sum(check.points for check in task.checks) - sum(check.points for check in checks)
    return "\n".join([
        f"order = {task.order}",
        "catalogue = []",
        f"symbols = {toml_value(task.symbols)}",
        f"forbidden = {toml_value(task.forbidden)}",
        f"any_device = {toml_value(task.any_device)}",
        *_text("title", task.title),
        *_limits(task.limits),
        "",
        "[withheld]",
        f"checks = {len(task.checks) - len(checks)}",
        f"points = {toml_value(points)}",
        *(line for check in checks for line in _check(check)),
        "",
    ])  # fmt: skip


def _limits(limits: Limits) -> Iterator[str]:
    usual = Limits()
    changed = {field.name: getattr(limits, field.name) for field in fields(Limits)}
    changed = {name: value for name, value in changed.items() if value != getattr(usual, name)}
    if changed:
        yield from ("", "[limits]", *(f"{name} = {toml_value(value)}" for name, value in changed.items()))


def _check(check: CheckText) -> Iterator[str]:
    yield from (
        "",
        f"[checks.{check.name}]",
        f"points = {toml_value(check.points)}",
        f'visibility = "{check.visibility}"',
    )
    yield f"needs = {toml_value(check.needs)}"
    yield from (f"partial.{name} = {toml_value(worth)}" for name, worth in check.partial.items())
    yield from _text("title", check.title)
    yield from _text("hint", check.hint)


def _text(key: str, text: Text) -> Iterator[str]:
    yield from (f"{key}.en = {toml_value(text.en)}", f"{key}.ko = {toml_value(text.ko)}")


def toml_value(value: object) -> str:
    """Numbers, strings and lists of strings are written alike in JSON and in TOML."""
    return json.dumps(value, ensure_ascii=False)
