"""What `grader quiz check` does: one answer file → a report, of practice questions or of an issued paper."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from grader import intake
from grader.catalog import Catalog
from grader.errors import UnreadableError, UsageError
from grader.model import Report, Submission, TaskReport, Text, Visibility
from grader.oracle import Oracle
from grader.quiz import practice
from grader.quiz.grading import Quizzes
from grader.quiz.model import AnswerSheet
from grader.quiz.papers import PRACTICE, read_answers
from grader.quiz.sheets import marked
from grader.sandbox.launch import Mode
from grader.sandbox.worker import Worker


def check(catalog: Catalog, path: Path, *, mode: Mode) -> Report:
    """Marks an answer file. Raises UnreadableError, UsageError, and what starting the sandbox raises where there is code
    to run."""
    submission = intake.read(path)
    if submission.rejected is not None or not submission.attachments:
        why = submission.rejected.text if submission.rejected is not None else None
        raise UnreadableError(why or Text(f"{path} holds no answers to a quiz", f"{path}: 퀴즈 답안이 아닙니다."))
    sheets = [read_answers(one.text.encode("utf-8", "replace"), one.file) for one in submission.attachments]
    practised = [_practised(catalog, sheet) for sheet in sheets if sheet.paper.startswith(PRACTICE)]
    if len(practised) == len(sheets):
        return _report(submission, *practised)
    if catalog.is_bundle:
        raise UsageError(
            Text(
                "these are answers to a paper, whose key is with your instructor: hand the file in",
                "시험지의 답안이며 정답은 교수자에게 있습니다. 이 파일을 제출하십시오.",
            )
        )
    return _issued(catalog, submission, mode)


def _practised(catalog: Catalog, sheet: AnswerSheet) -> TaskReport:
    found = practice.papers(catalog, sheet.paper.removeprefix(PRACTICE))
    variants = practice.answered_variants(found, sheet)
    return marked(sheet.paper, found[0].title, variants, sheet, visibility=Visibility.PUBLIC)


def _issued(catalog: Catalog, submission: Submission, mode: Mode) -> Report:
    quizzes = Quizzes(catalog)
    found = quizzes.answered(submission)
    if not found.sheets:
        raise UsageError(found.problems[0].text)
    names = list(found.sheets)
    tasks, oracle = quizzes.code_tasks(names), Oracle(catalog, seed=0, practice=True)
    with ExitStack() as stack:
        worker = stack.enter_context(Worker.for_tasks(tasks, mode=mode)) if tasks else None
        return quizzes.added(_report(submission), submission, names, worker=worker, oracle=oracle)


def _report(submission: Submission, *tasks: TaskReport) -> Report:
    return Report(
        student=submission.student,
        sha256=submission.sha256,
        score=sum(task.score for task in tasks),
        max_score=sum(task.max_score for task in tasks),
        tasks=tasks,
        problems=submission.problems,
    )
