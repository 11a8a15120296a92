"""The templates of all pages, and how they are filled: complete in themselves, with everything from people made inert.

Every text that a template prints passes through `visible`, as the environment's `finalize`, and is then escaped.
"""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from grader.report import words
from grader.report.safe import visible

_CODE = re.compile(r"`([^`\n]+)`")


def environment() -> Environment:
    """What pages have in common; whoever renders one adds filters and words of its own."""
    made = Environment(
        loader=FileSystemLoader(folder()),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_inert,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["points"] = words.points
    return made


def folder() -> Path:
    """`templates/` of the checkout, or where the wheel keeps it."""
    package = Path(__file__).parents[1]
    packed = package / "_templates"
    return packed if packed.is_dir() else package.parent / "templates"


def prose(text: str) -> Markup:
    """A sentence with its `code` set as code."""
    parts = _CODE.split(visible(text))  # every second part was in backticks
    pieces = (Markup("<code>{}</code>").format(part) if index % 2 else part for index, part in enumerate(parts))
    return Markup("").join(pieces)


def _inert(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
