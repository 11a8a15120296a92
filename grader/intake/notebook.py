"""A notebook's bytes -> its code cells, numbered over all cells as editors show them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from grader.intake.decoding import decode, undecodable_at
from grader.intake.magics import strip_magics
from grader.intake.names import clean
from grader.intake.problems import problem
from grader.intake.syntax import MOST_CODE
from grader.model import Place, Problem

# A number in JSON costs ten times its text in memory, a list of lists fifty times, an object more; a plot of five
# million points is no homework.
MOST_VALUES = 5_000_000
_LIST, _OBJECT = 2, 5  # what they count for
_STRING = re.compile(
    r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL
)  # an open one too: looking for its end again and again is slow
MOST_CELLS = 2_000

_DEFINES = re.compile(r"^[ \t]*(?:class|def|async def)[ \t]+\w", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Cell:
    """One code cell: its number (1-based, over all cells) and its text with magics blanked, lines unmoved."""

    number: int
    text: str


def read_notebook(data: bytes, file: str) -> tuple[tuple[Cell, ...], tuple[Problem, ...]] | Problem:
    """The code cells with something in them, or why there are none. nbformat 4, and 2 and 3 with their worksheets."""
    decoded = decode(data, cookie=False)
    if decoded is None:
        return problem("not-utf8", undecodable_at(data, file), file=file)
    text, encoding = decoded
    if not text.strip():
        return problem("empty-file", file=file)
    if _values(text) > MOST_VALUES and _values(_STRING.sub("", text)) > MOST_VALUES:
        return problem("too-much-output", file=file)
    try:
        notebook = json.loads(text)
    except json.JSONDecodeError as error:
        return problem("notebook-not-json", Place(file, None, error.lineno), file=file)
    except (ValueError, RecursionError):
        return problem("notebook-not-json", file=file)
    raw_cells = _cells_of(notebook)
    if raw_cells is None:
        return problem("not-a-notebook", file=file)
    language = _language_of(notebook)
    if "python" not in language.lower():
        return problem("notebook-not-python", file=file, language=clean(language)[:40])

    cells: list[Cell] = []
    problems = [problem("read-as-cp949", file=file)] if encoding == "cp949" else []
    size = 0
    for number, source in _code(raw_cells):
        size += len(source or "")
        if size > MOST_CODE or len(cells) > MOST_CELLS:
            return problem("too-much-code", file=file, limit=MOST_CODE // 1024)
        place = Place(file, number)
        if source is None:
            problems.append(problem("cell-unreadable", place))
            continue
        code, magic = strip_magics(source)
        if magic is not None and _DEFINES.search(source):
            problems.append(problem("cell-skipped", place, magic=magic))
        if code.strip():
            cells.append(Cell(number, code))
    if not cells and not problems:
        return problem("no-code-cells", file=file)
    return tuple(cells), tuple(problems)


def _values(text: str) -> int:
    return text.count(",") + _LIST * text.count("[") + _OBJECT * text.count("{")


def _cells_of(notebook: Any) -> list[Any] | None:
    if not isinstance(notebook, dict):
        return None
    if isinstance(notebook.get("cells"), list):
        return list(notebook["cells"])
    sheets = notebook.get("worksheets")
    if not isinstance(sheets, list):
        return None
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    return [cell for cells in lists if isinstance(cells, list) for cell in cells]


def _language_of(notebook: dict[str, Any]) -> str:
    """As far as the notebook says; one that says nothing is taken for Python."""
    metadata = notebook.get("metadata")
    for section, key in (("language_info", "name"), ("kernelspec", "language")):
        value = metadata.get(section) if isinstance(metadata, dict) else None
        language = value.get(key) if isinstance(value, dict) else None
        if isinstance(language, str) and language:
            return language
    return "python"


def _code(cells: list[Any]) -> Iterator[tuple[int, str | None]]:
    """Number and source of each code cell; None for a source that is no text. Old notebooks call it `input`."""
    for number, cell in enumerate(cells, start=1):
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        source = cell.get("source", cell.get("input", ""))
        if isinstance(source, list) and all(isinstance(line, str) for line in source):
            source = "".join(source)
        if not isinstance(source, str):
            yield number, None
        else:
            # JSON can hold halves of characters, which no file and no parser takes.
            whole = source.encode("utf-8", "replace").decode("utf-8")
            yield number, whole.replace("\r\n", "\n").replace("\r", "\n")
