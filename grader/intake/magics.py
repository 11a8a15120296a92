"""Takes out of a cell what IPython and Colab understand and Python does not, without moving a line.

Only where a statement can begin: `%` and `!` inside strings, brackets and continued lines are Python's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Cell magics whose body runs as ordinary cell code. All others (%%bash, %%writefile, %%html, ...) take the cell.
_TRANSPARENT = frozenset({"time", "capture", "prun", "memit", "mprun"})

_CELL_MAGIC = re.compile(r"\s*%%\s*([\w.]+)")
_MAGIC = re.compile(r"\s*(?:[%!]|\?{1,2}\s*[\w%])")
_HELP = re.compile(r"\s*%{0,2}[A-Za-z_][\w.*\[\]]*\s*\?{1,2}\s*(?:#.*)?$")
_ASSIGNED = re.compile(r"\s*[A-Za-z_][\w.,\s\[\]'\"*]*=\s*[!%]")  # files = !ls; in Python no value begins so
_TOKEN = re.compile(
    r"""\#.* | '{3} | "{3} | '(?:\\.|[^'\\])*'? | "(?:\\.|[^"\\])*"? | [(\[{] | [)\]}] | \\$""", re.VERBOSE
)
_CLOSING = {quotes: re.compile(rf"(?:\\.|[^\\])*?{quotes}") for quotes in ("'''", '"""')}


def strip_magics(text: str) -> tuple[str, str | None]:
    """The cell as Python, with as many lines as before, and the magic's name when one blanked the whole cell."""
    lines = _dedented(text.split("\n"))
    for number, line in enumerate(lines):
        magic = _CELL_MAGIC.match(line)
        if magic and magic[1] in _TRANSPARENT:
            lines[number] = ""  # %%capture over %%time: look on
        elif magic:
            return "\n".join("" for _ in lines), magic[1]
        elif line.strip() and not line.lstrip().startswith("#"):  # Colab puts #@title above a %%magic
            break
    return "\n".join(_without_line_magics(lines)), None


def _dedented(lines: Sequence[str]) -> list[str]:
    """As IPython does: a cell pasted with an indentation loses it."""
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    indent = first[: len(first) - len(first.lstrip())]
    if not indent:
        return list(lines)
    return [line.removeprefix(indent) for line in lines]


def _without_line_magics(lines: Sequence[str]) -> list[str]:
    result: list[str] = []
    scan = _Scan()
    continued = False  # within a magic that ends in a backslash
    for line in lines:
        if continued:
            result.append("")
            continued = line.rstrip().endswith("\\")
        elif scan.at_statement and (_MAGIC.match(line) or _HELP.match(line) or _ASSIGNED.match(line)):
            indent = line[: len(line) - len(line.lstrip())]
            result.append(f"{indent}pass" if indent else "")  # a block must not lose its only statement
            continued = line.rstrip().endswith("\\")
        else:
            result.append(line)
            scan.feed(line)
    return result


class _Scan:
    """Knows, line by line, whether the next line begins a statement or continues a string, bracket or backslash."""

    def __init__(self) -> None:
        self._quotes = ""  # of the triple-quoted string that is open
        self._depth = 0
        self._backslash = False

    @property
    def at_statement(self) -> bool:
        return not self._quotes and not self._depth and not self._backslash

    def feed(self, line: str) -> None:
        at = 0
        self._backslash = False
        while at < len(line):
            if self._quotes:
                end = _CLOSING[self._quotes].match(line, at)
                if end is None:
                    return
                self._quotes, at = "", end.end()
                continue
            token = _TOKEN.search(line, at)
            if token is None:
                return
            at = token.end()
            if token[0] in _CLOSING:
                self._quotes = token[0]
            elif token[0] in "([{":
                self._depth += 1
            elif token[0] in ")]}":
                self._depth = max(0, self._depth - 1)
            elif token[0] == "\\":
                self._backslash = True
