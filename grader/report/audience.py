"""Who reads a report, and what that leaves of it.

All renderers call `view` first and then show everything that they are given, so what a student may see is decided
here and nowhere else.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from grader.model import CheckResult, Excerpt, Report, TaskReport, Verdict, Visibility
from grader.report.words import VERDICTS


class Audience(StrEnum):
    STUDENT = "student"
    STAFF = "staff"


# Messages of these verdicts come from the student's source and from the limits alone. Those of FAIL and ERROR may
# carry values: a hidden check's inputs would leave through `raise ValueError(str(inputs))`.
_WITHOUT_VALUES = frozenset({Verdict.MISSING, Verdict.FORBIDDEN, Verdict.TIMEOUT, Verdict.MEMORY, Verdict.SKIPPED})


def view(report: Report, audience: Audience) -> Report:
    """The report as `audience` may read it. Scores stay as stored.

    Staff read everything. Students read everything of public checks; of hidden ones title, verdict, points, hint, the
    line of their own code and the named misconception, of a quiz the question and their answer, but not the right one;
    nothing of staff checks. Where the fault was the grader's, students read that, and not its details.
    """
    if audience is Audience.STAFF:
        return report
    return replace(report, tasks=tuple(_for_student(task) for task in report.tasks))


def _for_student(task: TaskReport) -> TaskReport:
    shown = tuple(_check_for_student(check) for check in task.checks if check.visibility is not Visibility.STAFF)
    withheld = tuple(check for check in task.checks if check.visibility is Visibility.STAFF)
    return replace(task, checks=shown, code=tuple(_unmarked(excerpt, shown, withheld) for excerpt in task.code))


def _check_for_student(check: CheckResult) -> CheckResult:
    if check.verdict is Verdict.INTERNAL:
        sentence = VERDICTS[Verdict.INTERNAL].sentence
        return replace(check, message=sentence, expected=None, got=None, picture=None, printed="", place=None)
    if check.asked is not None and check.visibility is Visibility.HIDDEN:
        return replace(check, expected=None)  # a quiz's question and the student's own answer are theirs
    if check.visibility is Visibility.HIDDEN:
        message = check.message if check.verdict in _WITHOUT_VALUES else None
        return replace(check, message=message, expected=None, got=None, picture=None, printed="")
    return check


def _unmarked(excerpt: Excerpt, shown: tuple[CheckResult, ...], withheld: tuple[CheckResult, ...]) -> Excerpt:
    """The excerpt without the marks that only withheld checks put there."""

    def lines(checks: tuple[CheckResult, ...]) -> set[int]:
        places = [check.place for check in checks if check.place is not None]
        return {p.line for p in places if p.line is not None and (p.file, p.cell) == (excerpt.file, excerpt.cell)}

    gone = lines(withheld) - lines(shown)
    return replace(excerpt, marked=tuple(line for line in excerpt.marked if line not in gone))
