"""Text -> what its statements mean to a slicer, or where and why it is not Python. Never runs anything.

Parsing untrusted text: the parser, the AST's construction and the compiler each give up on deep nesting in a way of
their own (MemoryError, RecursionError), so all are caught, and what gets through is capped at a depth that no person
writes. One megabyte of `x,x,x` makes an AST of a gigabyte and takes half a minute: `MOST_CODE` and `MOST_WORDS` bound
that before anything is parsed.
"""

from __future__ import annotations

import ast
import re
import threading
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from grader.intake.bindings import TooLong
from grader.intake.facts import DEEPEST, Facts, TooDeep, facts_of
from grader.intake.scopes import Follower

MOST_CODE = 512 * 1024  # characters of one file
MOST_WORDS = 100_000  # names, numbers, signs of one text; torch.nn.functional has half as many
MOST_COMPILED = 10_000  # words: compiling takes the square of the functions in a scope, 12 seconds for 12,000
MOST_STATEMENTS = 5_000  # at the top level of one text

# Python 3.11 looks for each `{...}` of an f-string from the start of the string: 10 seconds for half a megabyte.
_MOST_SEARCHED = 3_000_000_000

_WORD = re.compile(r"\w+|[^\w\s]")  # within strings too: a picture in base64 has few
_DOTTED = re.compile(r"\b(?:\w++[\s\\]*+\.[\s\\]*+)++")
_warnings_lock = threading.Lock()  # catch_warnings swaps a global


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is not usable Python: not by the grammar, nested too deeply, too much of it, or an import
    path without end."""

    kind: Literal["syntax", "deep", "long", "name"]
    line: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The facts of each top-level statement, in the order of `ast.parse(text).body`; empty with a fault."""

    statements: tuple[Facts, ...] = ()
    fault: Fault | None = None


@lru_cache(maxsize=4096)  # as many as one submission can have
def analyse(text: str) -> Analysis:
    """Cached: cells of a starter notebook come once per student, and each task asks again."""
    words = words_of(text) if len(text) > MOST_COMPILED else 0
    if words > MOST_WORDS:
        return Analysis(fault=Fault("long"))
    if "\0" in text:  # Python 3.11 raises ValueError here, later ones SyntaxError without a line
        return Analysis(fault=Fault("syntax", text[: text.index("\0")].count("\n") + 1, "NUL byte"))
    if text.count("{") * len(text) > _MOST_SEARCHED:
        return Analysis(fault=Fault("long"))
    if line := _endless_line(text):
        return Analysis(fault=Fault("deep", line))
    tree: ast.Module | None = None
    try:
        with _warnings_lock, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
            # `return` outside a function and the like are found only here, or else where the code is run.
            # Notebooks may await at top level.
            if words <= MOST_COMPILED:
                compile(tree, "<submission>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        if len(tree.body) > MOST_STATEMENTS:
            return Analysis(fault=Fault("long"))
        follower = Follower()
        return Analysis(tuple(facts_of(statement, follower) for statement in tree.body))
    except TooLong as error:
        return Analysis(fault=Fault("name", error.line))
    except SyntaxError as error:
        return Analysis(fault=Fault("syntax", error.lineno or None, error.msg or "invalid syntax"))
    except (RecursionError, MemoryError, TooDeep):
        return Analysis(fault=Fault("deep", _deep_line(text, tree)))
    except (ValueError, OverflowError) as error:
        return Analysis(fault=Fault("syntax", None, str(error)))


def _endless_line(text: str) -> int | None:
    """The line of a dotted name with no end, for which the parser would need the square of its length in memory."""
    for match in _DOTTED.finditer(text):
        if match[0].count(".") > DEEPEST:
            return text.count("\n", 0, match.start()) + 1
    return None


def words_of(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))


def _deep_line(text: str, tree: ast.Module | None) -> int | None:
    """The line where it becomes too deep. Where the parser itself gave up, a line that no person has written."""
    waiting: list[tuple[ast.AST, int]] = [(node, 0) for node in tree.body] if tree is not None else []
    while waiting:
        node, depth = waiting.pop()
        if depth > DEEPEST and isinstance(node, ast.stmt | ast.expr):
            return node.lineno
        waiting += [(child, depth + 1) for child in ast.iter_child_nodes(node)]
    lines = text.split("\n")
    longest = max(range(len(lines)), key=lambda index: len(lines[index]))
    return longest + 1 if len(lines[longest]) > 1000 else None
