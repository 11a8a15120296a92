"""Where the observations of our own implementations come from."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from grader.checks.observation import Observed, Wire
from grader.errors import TaskDefect
from grader.model import Task, Text


@dataclass(frozen=True, slots=True)
class Variant:
    """A solution that a task ships to test its tests: right (accepted/) or wrong on purpose (misconceptions/)."""

    name: str  # the file's stem
    explanation: Text


class Source(Protocol):
    """Answers for checks by name. `grader.oracle.Oracle` says what each method means."""

    def prepare(self, tasks: Sequence[Task]) -> None: ...

    def misconceptions(self, task: Task) -> tuple[Variant, ...]: ...

    def reference(self, task: Task, check: str) -> Wire: ...

    def alternative(self, task: Task, check: str, name: str) -> Wire | None: ...

    def mistake(self, task: Task, check: str, name: str) -> Observed | None: ...

    def fails(self, task: Task, check: str, misconception: str) -> bool: ...


def variants(task: Task, kind: str) -> tuple[Variant, ...]:
    """The files of misconceptions/ or accepted/, by name. Raises TaskDefect for one without an explanation."""
    return tuple(
        Variant(path.stem, _explanation(path, bilingual=kind == "misconceptions"))
        for path in sorted((task.folder / kind).glob("*.py"))
    )


def _explanation(path: Path, *, bilingual: bool) -> Text:
    try:
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    except (SyntaxError, UnicodeDecodeError) as error:
        raise TaskDefect(f"{path}: {error}") from error
    if not bilingual:
        return Text.same(docstring)
    lines = dict(line.split(": ", 1) for line in docstring.splitlines() if line[:4] in ("en: ", "ko: "))
    if set(lines) != {"en", "ko"}:
        raise TaskDefect(f"{path}: the docstring needs one line 'en: ...' and one line 'ko: ...'")
    return Text(lines["en"], lines["ko"])
