"""Reading what a course's authors write in TOML: whatever does not fit is a TaskDefect that says where."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, TypeVar

from grader.errors import TaskDefect
from grader.jsonable import from_json

T = TypeVar("T")


def load(path: Path, where: str) -> dict[str, Any]:
    """The tables of a file. Raises TaskDefect."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TaskDefect(f"{where}: {error}") from error


def as_kind(kind: type[T], value: object, where: str) -> T:
    """The `kind` that a value describes, as `jsonable.from_json` reads it. Raises TaskDefect."""
    try:
        return from_json(kind, value)
    except ValueError as error:
        raise TaskDefect(f"{where}: {error}") from error


def only(entry: Mapping[str, Any], known: Collection[str], where: str, what: str = "") -> None:
    """Raises TaskDefect for a key that is not `known`, with a near match; `what` says of which things it is none."""
    for key in entry:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            raise TaskDefect(f"{where}: unknown key {key!r}{what}" + (f", did you mean {near[0]!r}?" if near else ""))
