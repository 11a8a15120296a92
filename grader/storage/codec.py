"""Rows ↔ the values of `grader.model`. Which field has a column of its own is said here once, in both directions.

A field that is added to the model with a default needs no migration: it lives in `details` until one queries it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from grader.jsonable import JSON, fields_to_json, from_json
from grader.model import CheckResult, Report, Submission, TaskReport
from grader.storage.tables import CheckRow, RunRow, SubmissionRow, TaskRow


@dataclass(frozen=True, slots=True)
class Run:
    """One batch: with what it was graded, and when (UTC, timezone-aware)."""

    id: int
    seed: int
    origin: str
    tasks: Mapping[str, str]  # name → content hash
    versions: Mapping[str, str]
    settings: Mapping[str, JSON]
    started_at: datetime
    finished_at: datetime | None


def run_of(row: RunRow) -> Run:
    return Run(
        id=row.id,
        seed=int(row.seed),
        origin=row.origin,
        tasks=row.tasks,
        versions=row.versions,
        settings=row.settings,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )


def submission_columns(run_id: int, report: Report, submission: Submission) -> dict[str, object]:
    """Raises ValueError when the two are not about the same student and content."""
    if (report.student, report.sha256) != (submission.student, submission.sha256):
        raise ValueError(f"the report is on {report.student!r}, the submission is from {submission.student!r}")
    return {
        "run_id": run_id,
        "student": report.student,
        "sha256": report.sha256,
        "score": report.score,
        "max_score": report.max_score,
        "internal": report.internal,
        "seconds": report.seconds,
        "saved_at": datetime.now(UTC),
        "details": fields_to_json(report, omit=("student", "sha256", "score", "max_score", "seconds", "tasks")),
        "handed_in": fields_to_json(submission, omit=("student", "sha256")),
    }


def task_columns(submission_id: int, position: int, task: TaskReport) -> dict[str, object]:
    return {
        "submission_id": submission_id,
        "position": position,
        "task": task.task,
        "score": task.score,
        "max_score": task.max_score,
        "details": fields_to_json(task, omit=("task", "score", "max_score", "checks")),
    }


_CHECK_COLUMNS = ("visibility", "verdict", "points", "max_points", "misconception", "seconds")


def check_columns(task_result_id: int, position: int, check: CheckResult) -> dict[str, object]:
    return {
        "task_result_id": task_result_id,
        "position": position,
        "check_name": check.check,
        "visibility": check.visibility.value,
        "verdict": check.verdict.value,
        "points": check.points,
        "max_points": check.max_points,
        "misconception": check.misconception,
        "seconds": check.seconds,
        "details": fields_to_json(check, omit=("check", *_CHECK_COLUMNS)),
    }


def report_of(row: SubmissionRow) -> Report:
    """Raises ValueError or TypeError when what is stored does not fit the model."""
    columns = {name: getattr(row, name) for name in ("student", "sha256", "score", "max_score", "seconds")}
    return from_json(Report, {**row.details, **columns, "tasks": [_task_data(task) for task in row.tasks]})


def _task_data(row: TaskRow) -> dict[str, object]:
    columns = {name: getattr(row, name) for name in ("task", "score", "max_score")}
    return {**row.details, **columns, "checks": [_check_data(check) for check in row.checks]}


def _check_data(row: CheckRow) -> dict[str, object]:
    return {**row.details, "check": row.check_name, **{name: getattr(row, name) for name in _CHECK_COLUMNS}}


def submission_of(row: SubmissionRow) -> Submission:
    """Raises ValueError or TypeError when what is stored does not fit the model."""
    return from_json(Submission, {**row.handed_in, "student": row.student, "sha256": row.sha256})
