"""Item analysis: how each question of a quiz did in a class. Pure.

difficulty       the mean share of its points, of those who handed the quiz in (1: everybody had it right)
discrimination   the correlation of a question's share with the points on all other questions of the quiz (the corrected
                 item-total correlation): near 0 the question says nothing about who knows the rest, and below 0 those
                 who know the rest have it wrong, as when the key is
distractors      how many made each mistake that is known
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import StatisticsError, correlation, fmean, pvariance

from grader.model import QUIZ, CheckResult, Report, TaskReport, Text, Verdict
from grader.report.folding import is_unmarked

LEAST_STUDENTS = 10  # for a discrimination to mean anything
HARD, EASY, WEAK = 0.3, 0.95, 0.1


@dataclass(frozen=True, slots=True)
class Distractor:
    """A mistake, and how many made it. Its explanation is in the numbers of one of them."""

    name: str
    students: int
    explanation: Text | None


@dataclass(frozen=True, slots=True)
class Item:
    question: str
    title: Text
    students: int
    right: int  # with full marks
    open: int  # not answered
    difficulty: float
    discrimination: float | None  # None with too few students, and where all did the same
    distractors: tuple[Distractor, ...]  # most frequent first

    @property
    def other(self) -> int:
        """Wrong in a way that is not known."""
        return self.students - self.right - self.open - sum(one.students for one in self.distractors)

    @property
    def flag(self) -> str:
        """A word of `grader.report.words` for what an instructor should look at; empty where there is nothing."""
        if self.students < LEAST_STUDENTS:
            return ""
        if self.discrimination is not None and self.discrimination < 0:
            return "item_reversed"
        if self.difficulty < HARD:
            return "item_hard"
        if self.difficulty > EASY:
            return "item_easy"
        if self.discrimination is not None and self.discrimination < WEAK:
            return "item_weak"
        return ""


@dataclass(frozen=True, slots=True)
class QuizItems:
    quiz: str
    title: Text
    students: int
    reliability: float | None  # Cronbach's alpha
    items: tuple[Item, ...]


def quizzes(reports: Iterable[Report]) -> tuple[QuizItems, ...]:
    """The quizzes of a run, each with its questions in the order of the paper. Who handed a quiz in counts, nobody else;
    what could not be judged through our own fault counts for no question."""
    handed: dict[str, list[TaskReport]] = {}
    for report in reports:
        for task in report.tasks:
            if task.task.startswith(QUIZ) and _was_marked(task):
                handed.setdefault(task.task.removeprefix(QUIZ), []).append(task)
    return tuple(_analysed(name, tasks) for name, tasks in sorted(handed.items()))


def _was_marked(task: TaskReport) -> bool:
    return not is_unmarked(task) and any(check.verdict is not Verdict.MISSING for check in task.checks)


def _analysed(name: str, tasks: list[TaskReport]) -> QuizItems:
    questions = dict.fromkeys(check.check for task in tasks for check in task.checks)
    items = tuple(_item(question, tasks) for question in questions)
    return QuizItems(name, tasks[0].title, len(tasks), _alpha(list(questions), tasks), items)


def _item(question: str, tasks: list[TaskReport]) -> Item:
    judged = [
        (check, task)
        for task in tasks
        for check in task.checks
        if check.check == question and check.verdict is not Verdict.INTERNAL
    ]
    shares = [_share(check) for check, _ in judged]
    rests = [_judged_points(task) - check.points for check, task in judged]
    wrong = [check for check, _ in judged if check.misconception is not None]
    counts = Counter(check.misconception for check in wrong)
    told = {check.misconception: check.explanation for check in reversed(wrong)}
    return Item(
        question=question,
        title=next(check.title for task in tasks for check in task.checks if check.check == question),
        students=len(judged),
        right=sum(share == 1 for share in shares),
        open=sum(check.verdict is Verdict.MISSING for check, _ in judged),
        difficulty=fmean(shares) if shares else 0.0,
        discrimination=_correlation(shares, rests),
        distractors=tuple(
            Distractor(str(name).rpartition(":")[2], count, told[name]) for name, count in counts.most_common()
        ),
    )


def _judged_points(task: TaskReport) -> float:
    """Without what counts as passed because we could not judge it."""
    return sum(check.points for check in task.checks if check.verdict is not Verdict.INTERNAL)


def _share(check: CheckResult) -> float:
    return check.points / check.max_points if check.max_points else 0.0


def _correlation(shares: list[float], rests: list[float]) -> float | None:
    if len(shares) < LEAST_STUDENTS:
        return None
    try:
        return correlation(shares, rests)
    except StatisticsError:  # all are the same
        return None


def _alpha(questions: list[str], tasks: list[TaskReport]) -> float | None:
    """Cronbach's alpha, of those who got all of the questions."""
    whole = [task for task in tasks if len(task.checks) == len(questions)]
    rows = [
        [check.points for check in task.checks]
        for task in whole
        if all(check.verdict is not Verdict.INTERNAL for check in task.checks)
    ]
    if len(rows) < LEAST_STUDENTS or len(questions) < 2:
        return None

    total = pvariance([sum(row) for row in rows])
    if total == 0:
        return None
    k = len(questions)
    return k / (k - 1) * (1 - sum(pvariance([row[i] for row in rows]) for i in range(k)) / total)
