"""The quizzes in what a class hands in: which were answered, whose paper it is, and their marks."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property

from grader.catalog import Catalog
from grader.errors import UnreadableError, UsageError
from grader.jsonable import to_json
from grader.model import (
    CheckResult,
    Place,
    Problem,
    Report,
    Submission,
    Task,
    TaskReport,
    Text,
    Verdict,
    Visibility,
    quiz_task,
)
from grader.oracle import Oracle
from grader.pipeline import Runner
from grader.quiz import coding
from grader.quiz.bank import Bank
from grader.quiz.issuing import Issue, QuizFolder, check_lock, question_hash, variants_of
from grader.quiz.marking import Mark
from grader.quiz.model import AnswerSheet, Kind, Question, Variant
from grader.quiz.papers import PRACTICE, read_answers
from grader.quiz.roster import exactly_named, student_named
from grader.quiz.sheets import NOT_ANSWERED, marked, title_of
from grader.quiz.variants import Maker
from grader.score import total

_NO_PAPER = Text(
    "No paper of this quiz was issued to the student whom this file names, so it cannot be marked. Hand in the file that "
    "your own paper saved.",
    "이 파일에 적힌 학생에게 나누어 준 시험지가 없어 채점할 수 없습니다. 자신의 시험지에서 저장한 파일을 제출해 주세요.",
)
_OTHERS = Text(
    "These are the answers to another student's paper, and were not marked. Hand in the file that your own paper saved.",
    "다른 학생의 시험지에 대한 답안이므로 채점하지 않았습니다. 자신의 시험지에서 저장한 파일을 제출해 주세요.",
)
_OTHER_NAME = Text(
    "The paper was issued under another name than it was handed in under.",
    "시험지의 이름과 제출자의 이름이 다릅니다.",
)
_SHARED = Text(
    "Answers to this paper were handed in more than once.",
    "이 시험지의 답안이 두 번 이상 제출되었습니다.",
)
_SEVERAL = Text(
    "There are several answer files for this quiz; of your own, the one that was saved last counts.",
    "이 퀴즈의 답안 파일이 여러 개 있어 자신의 것 가운데 마지막에 저장한 것으로 채점했습니다.",
)
_PRACTICE = Text("Answers to practice questions are not graded.", "연습 문항의 답은 채점하지 않습니다.")


@dataclass(slots=True)
class Answered:
    """The sheets of one submission by quiz, and what could not be read."""

    sheets: dict[str, AnswerSheet] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    several: set[str] = field(default_factory=set)  # quizzes with more than one sheet


class Quizzes:
    """The quizzes that were issued in a course, and what marks them. Threads may share one."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._folder = QuizFolder(catalog.root)
        self._bank, self._maker = Bank(catalog.root, catalog.units), Maker(catalog.root)
        self._one_at_a_time = threading.Lock()
        self._issues: dict[str, Issue] = {}
        self.has_code = False  # of those surveyed
        self.unreadable: list[Problem] = []  # the first ones, of those surveyed
        self._code_marks: dict[tuple[str, str], Mark] = {}  # (question, answer) → its mark
        # (quiz, student of the paper) → who hands it in, by the roster; None for a name that means nobody on it
        self._handers: dict[tuple[str, str], list[str | None]] = {}

    @cached_property
    def _secret(self) -> bytes:
        return self._folder.secret()

    @cached_property
    def names(self) -> list[str]:
        """All that were issued."""
        return [issue.name for issue in self._folder.issues()]

    def issue(self, name: str) -> Issue:
        """Raises UsageError for a quiz that was not issued here."""
        if name not in self._issues:
            self._issues[name] = self._folder.issue(name)
        return self._issues[name]

    def answered(self, submission: Submission) -> Answered:
        """What a submission answers. Never raises for what is handed in; EnvironmentFault for a quiz of ours that is
        damaged."""
        found = Answered()
        for attachment in submission.attachments:
            try:
                sheet = read_answers(attachment.text.encode("utf-8", "replace"), attachment.file)
            except UnreadableError as error:
                found.problems.append(Problem("answers-unreadable", error.text, Place(attachment.file)))
                continue
            if problem := self._unmarkable(sheet):
                found.problems.append(Problem("answers-not-marked", problem, Place(attachment.file)))
                continue
            other = found.sheets.get(sheet.paper)
            if other is not None:
                found.several.add(sheet.paper)
            if other is None or self._rank(other, submission) <= self._rank(sheet, submission):
                found.sheets[sheet.paper] = sheet
        return found

    def _rank(self, sheet: AnswerSheet, submission: Submission) -> tuple[bool, datetime]:
        """Of several sheets, one's own counts, and of these the one that was saved last."""
        students = self.issue(sheet.paper).students
        own = student_named(sheet.student, students)
        return own is not None and own == student_named(submission.student, students), _instant(sheet.saved)

    def _unmarkable(self, sheet: AnswerSheet) -> Text | None:
        if sheet.paper.startswith(PRACTICE):
            return _PRACTICE
        if self._folder.has(sheet.paper):
            self.issue(sheet.paper)  # one that is damaged is told to whoever grades, and costs no student anything
            return None
        name = sheet.paper[:60]
        return Text(
            f"These are answers to a quiz `{name}`, which was not issued in this course.",
            f"`{name}` 퀴즈의 답안인데, 이 과목에서 만든 퀴즈가 아닙니다.",
        )

    def survey(self, submissions: Iterable[Submission]) -> list[str]:
        """The quizzes to which anybody hands in a paper that was issued, by name; remembers who hands in which, and whether
        anybody hands in code."""
        names: set[str] = set()
        for submission in submissions:
            self.has_code |= bool(submission.sources)
            answered = self.answered(submission)
            self.unreadable += answered.problems[: 5 - len(self.unreadable)]
            for name, sheet in answered.sheets.items():
                issue = self.issue(name)
                holder = _holder(issue, sheet)
                if holder is None:
                    continue
                names.add(name)
                hander = student_named(submission.student, issue.students)
                self._handers.setdefault((name, holder), []).append(hander)
        return sorted(names)

    def code_tasks(self, names: Collection[str]) -> tuple[Task, ...]:
        """The tasks whose checks judge code in these quizzes."""
        questions = [self._question(quiz, name) for quiz in names for name in self.issue(quiz).questions]
        tasks = sorted({question.task for question in questions if question.kind is Kind.CODE})
        return self._catalog.select(tasks) if tasks else ()

    def _question(self, quiz: str, name: str) -> Question:
        """Raises UsageError where it is no longer there."""
        if not self._bank.has(name):
            raise UsageError(
                Text(
                    f"the quiz {quiz!r} asks {name}, which is no longer there: bring the question back to mark it",
                    f"{quiz!r} 퀴즈의 {name} 문항이 없어졌습니다. 채점하려면 문항을 되살리십시오.",
                )
            )
        return self._bank.question(name)

    def hash(self, name: str) -> str:
        """Of the quiz as it was issued, but for its students, and of its questions as they are now. Raises UsageError where
        one of them, or the secret, is gone; EnvironmentFault for another secret."""
        issue = self.issue(name)
        check_lock(issue, self._secret)
        now = [question_hash(self._catalog.root, self._question(name, asked)) for asked in issue.questions]
        settled = to_json(replace(issue, students=(), papers={}, title=Text.same("")))
        return hashlib.blake2b(repr([settled, now]).encode(), digest_size=16).hexdigest()

    # --- marking -----------------------------------------------------------------------------------------------------

    def added(
        self, report: Report, submission: Submission, names: Sequence[str], *, worker: Runner | None, oracle: Oracle
    ) -> Report:
        """The report with the marks of these quizzes."""
        if not names and not submission.attachments:
            return report
        found = self.answered(submission)
        marks = [self._marked(name, found, submission, worker, oracle) for name in names]
        found.problems += [_not_graded(name) for name in found.sheets if name not in names]
        tasks = (*report.tasks, *marks)
        return replace(
            report,
            tasks=tasks,
            score=sum(task.score for task in tasks),
            max_score=sum(task.max_score for task in tasks),
            problems=(*report.problems, *found.problems),
        )

    def _marked(
        self, name: str, found: Answered, submission: Submission, worker: Runner | None, oracle: Oracle
    ) -> TaskReport:
        issue = self.issue(name)
        sheet = found.sheets.get(name)
        if sheet is None or not sheet.answers:  # an empty one says nothing of whose it is
            return self._unmarked(issue, Verdict.MISSING, NOT_ANSWERED)
        holder = _holder(issue, sheet)
        if holder is None:
            return self._unmarked(issue, Verdict.FAIL, _NO_PAPER, Problem("quiz-no-paper", _NO_PAPER))
        hander = student_named(submission.student, issue.students)
        handers = self._handers.get((name, holder), [])
        # A name that only looks like somebody's costs nothing, unless the holder hands the paper in, too.
        named = exactly_named(submission.student, issue.students)
        if hander != holder and (named is not None or holder in handers):
            return self._unmarked(issue, Verdict.FAIL, _OTHERS, Problem("quiz-of-another", _OTHERS))
        try:
            report = self._of_holder(issue, sheet, holder, worker, oracle)
        except Exception as fault:  # ours: it ends neither the batch nor a student's hopes
            return self._unmarked(issue, Verdict.INTERNAL, Text.same(f"{type(fault).__name__}: {fault}"))
        told = [Problem("quiz-several", _SEVERAL)] if name in found.several else []
        if hander != holder:
            told.append(Problem("quiz-name", _OTHER_NAME))
        if len(handers) > 1:
            told.append(Problem("quiz-shared", _SHARED))
        return replace(report, problems=(*report.problems, *told))

    def _of_holder(
        self, issue: Issue, sheet: AnswerSheet, holder: str, worker: Runner | None, oracle: Oracle
    ) -> TaskReport:
        with self._one_at_a_time:
            variants = variants_of(issue, holder, self._bank, self._maker, self._secret)

        def mark_code(variant: Variant, answer: str) -> Mark:
            # Everybody's blank is judged with the same draws, and half a class writes the same line into it.
            known = (variant.asked.question, answer.strip())
            if known not in self._code_marks:
                self._code_marks[known] = coding.mark(
                    variant, answer, catalog=self._catalog, worker=worker, oracle=oracle
                )
            return self._code_marks[known]

        return marked(
            issue.name,
            issue.title,
            variants,
            sheet,
            mark_code=mark_code,
            visibility=_visibility(issue),
            issued=issue.fingerprints(holder),
            minutes=issue.minutes,
        )

    def _unmarked(self, issue: Issue, verdict: Verdict, why: Text, *problems: Problem) -> TaskReport:
        results = []
        for name in issue.questions:
            worth = self._question(issue.name, name).points
            earned = worth if verdict is Verdict.INTERNAL else 0.0
            results.append(CheckResult(name, title_of(name), _visibility(issue), verdict, earned, worth, why))
        score, most = total(results)
        return TaskReport(quiz_task(issue.name), issue.title, score, most, tuple(results), problems)


def _not_graded(name: str) -> Problem:
    text = Text(
        f"Answers to the quiz `{name}` were handed in, which is not graded here.",
        f"`{name}` 퀴즈의 답안도 제출했지만 이번 채점 대상이 아닙니다.",
    )
    return Problem("answers-not-marked", text)


def _visibility(issue: Issue) -> Visibility:
    return Visibility.PUBLIC if issue.reveal else Visibility.HIDDEN


def _holder(issue: Issue, sheet: AnswerSheet) -> str | None:
    """The student to whom this paper was issued, by the variants that it answers; None where it was issued to nobody."""
    holder = exactly_named(sheet.student, issue.students)
    issued = set(issue.fingerprints(holder).values()) if holder is not None else set()
    return holder if issued & {answer.variant for answer in sheet.answers} else None


def _instant(text: str) -> datetime:
    """When a sheet says that it was saved; the beginning of time for one that does not."""
    try:
        found = datetime.fromisoformat(text)
        return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
