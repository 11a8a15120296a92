"""What students hand in, made in a line, and short views of what intake makes of it."""

from __future__ import annotations

import ast
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from grader.intake import program, read
from grader.model import Problem, Program, Source, Submission


def notebook(*cells: str | list[str] | None, **metadata: Any) -> bytes:
    """A notebook of code cells; None stands for a Markdown cell."""
    made: list[dict[str, Any]] = [
        {"cell_type": "markdown", "metadata": {}, "source": "text"}
        if cell is None
        else {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": cell}
        for cell in cells
    ]
    return json.dumps({"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}).encode()


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def folder(at: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = at / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    at.mkdir(exist_ok=True)
    return at


def script(text: str) -> Submission:
    """A submission of one file, adam.py, without a disk."""
    return Submission("kim", "adam.py", "", (Source("adam", "adam.py", None, text),))


def cells(*texts: str) -> Submission:
    """A submission of one notebook whose cells have no magics."""
    sources = (Source("unit", "unit.ipynb", number, text) for number, text in enumerate(texts, start=1))
    return Submission("kim", "unit.ipynb", "", tuple(sources))


def modules(**texts: str) -> Submission:
    """A submission of one folder; `pkg__utils` is pkg/utils.py."""
    sources = []
    for name, text in texts.items():
        path = name.replace("__init__", "@").replace("__", "/").replace("@", "__init__")
        sources.append(Source(path.removesuffix("/__init__").replace("/", "."), f"{path}.py", None, text))
    return Submission("kim", "folder", "", tuple(sources))


def kept(found: Program) -> list[str]:
    """The statements of a program, in the order to run them."""
    statements = []
    for piece in found.pieces:
        body = ast.parse(piece.source.text).body
        statements += [ast.unparse(body[i]) for i in piece.statements]
    return statements


def sliced(text: str, *symbols: str) -> list[str]:
    return kept(program(script(text), symbols))


def codes(problems: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def read_file(at: Path, name: str, content: str | bytes) -> Submission:
    path = at / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path)
