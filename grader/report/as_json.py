"""Reports as plain objects, and as the text that `--json` prints."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from textwrap import indent
from typing import Any

from grader.model import CheckResult, Language, Place, Problem, Report, TaskReport, Text
from grader.report.audience import Audience, view

SCHEMA_VERSION = 1


def document(reports: Iterable[Report], *, audience: Audience, language: Language = "en") -> Iterator[str]:
    """The one object that a command prints, piece by piece, so that a class need not fit into memory.

    JSON text, indented, Korean readable. Whatever could act on a terminal, or has no UTF-8, is escaped as JSON escapes
    it, so that a parser gives back exactly what was stored. ValueError for NaN and infinity.
    """
    head = _dumped({"schema_version": SCHEMA_VERSION, "language": language, "submissions": []})
    yield head.removesuffix("]\n}")
    separator = "\n"
    for report in reports:
        yield separator + indent(_dumped(as_json(report, audience, language=language)), "    ")
        separator = ",\n"
    yield "]\n}" if separator == "\n" else "\n  ]\n}"


def as_json(report: Report, audience: Audience, *, language: Language = "en") -> dict[str, Any]:
    """One submission. Sentences are strings in `language`, or None; names and prints are exactly as stored; `seconds`
    of a check are CPU time, of a submission wall time. Pictures are left out."""
    report = view(report, audience)
    return {
        "student": report.student,
        "sha256": report.sha256,
        "score": report.score,
        "max_score": report.max_score,
        "seconds": report.seconds,
        "rejected": _problem(report.rejected, language) if report.rejected is not None else None,
        "problems": [_problem(problem, language) for problem in report.problems],
        "tasks": [_task(task, language) for task in report.tasks],
    }


def _dumped(value: dict[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)
    return "".join(c if c.isprintable() or c == "\n" else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    """JSON knows 16-bit escapes only; characters beyond take two. (`json.dumps` would leave DEL as it is.)"""
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def _task(task: TaskReport, language: Language) -> dict[str, Any]:
    return {
        "task": task.task,
        "title": task.title.get(language),
        "score": task.score,
        "max_score": task.max_score,
        "problems": [_problem(problem, language) for problem in task.problems],
        "checks": [_check(check, language) for check in task.checks],
    }


def _check(check: CheckResult, language: Language) -> dict[str, Any]:
    return {
        "check": check.check,
        "title": check.title.get(language),
        "visibility": check.visibility.value,
        "verdict": check.verdict.value,
        "points": check.points,
        "max_points": check.max_points,
        "message": _text(check.message, language),
        "asked": _text(check.asked.text if check.asked is not None else None, language),
        "expected": _text(check.expected, language),
        "got": _text(check.got, language),
        "hint": _text(check.hint, language),
        "misconception": check.misconception,
        "explanation": _text(check.explanation, language),
        "place": _place(check.place),
        "printed": check.printed,
        "seconds": check.seconds,
    }


def _problem(problem: Problem, language: Language) -> dict[str, Any]:
    return {"code": problem.code, "message": problem.text.get(language), "place": _place(problem.place)}


def _place(place: Place | None) -> dict[str, Any] | None:
    return {"file": place.file, "cell": place.cell, "line": place.line} if place is not None else None


def _text(text: Text | None, language: Language) -> str | None:
    return text.get(language) if text is not None else None
