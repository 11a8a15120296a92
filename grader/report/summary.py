"""Many reports become the figures of a class. Pure; students' names are as stored."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, median

from grader.model import CheckResult, Picture, Problem, Report, TaskReport, Text, Verdict, Visibility
from grader.report.folding import UNMARKED, absent, is_unmarked

BINS = 10
# Problems of a quiz's papers that are for whoever grades to judge.
PAPERS = UNMARKED | {"quiz-name", "quiz-shared", "after-time", "no-start", "answers-unreadable", "answers-not-marked"}


@dataclass(frozen=True, slots=True)
class CheckFigures:
    """How those who handed the task in did on one check. INTERNAL counts neither as passed nor as judged."""

    check: str
    title: Text
    visibility: Visibility
    max_points: float
    verdicts: Mapping[Verdict, int]

    @property
    def passed(self) -> int:
        return self.verdicts.get(Verdict.PASS, 0)

    @property
    def judged(self) -> int:
        return sum(self.verdicts.values()) - self.verdicts.get(Verdict.INTERNAL, 0)

    @property
    def share(self) -> float:
        return self.passed / self.judged if self.judged else 0.0

    @property
    def failures(self) -> tuple[tuple[Verdict, int], ...]:
        return tuple((verdict, n) for verdict, n in self.verdicts.items() if verdict is not Verdict.PASS)


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """How the class did on one task. Whoever handed nothing in for it counts in `reports` alone: a class may choose
    among tasks, and its mean should say how hard a task was."""

    task: str
    title: Text
    mean: float  # of those who handed it in
    max_score: float
    full_marks: int
    handed_in: int
    reports: int
    checks: tuple[CheckFigures, ...]

    @property
    def share(self) -> float:
        return self.mean / self.max_score if self.max_score else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """A misconception that explains the results of at least one student."""

    task: str
    title: Text
    misconception: str
    explanation: Text | None
    students: tuple[str, ...]  # each once, in the order of the reports


@dataclass(frozen=True, slots=True)
class ClassFigures:
    reports: tuple[Report, ...]  # outlines, without code, drawings and what checks said
    max_score: float
    tasks: tuple[TaskFigures, ...]
    mistakes: tuple[Mistake, ...]  # most frequent first

    @property
    def submissions(self) -> int:
        return len(self.reports)

    @property
    def graded(self) -> tuple[Report, ...]:
        return tuple(report for report in self.reports if report.rejected is None)

    @property
    def rejected(self) -> tuple[Report, ...]:
        return tuple(report for report in self.reports if report.rejected is not None)

    @property
    def again(self) -> tuple[Report, ...]:
        """Graded, with at least one INTERNAL verdict."""
        return tuple(report for report in self.graded if report.internal)

    @property
    def noted(self) -> tuple[tuple[Report, Problem], ...]:
        """What somebody should look at before grades are given: papers under other names, handed in twice, after the time,
        and answers that could not be read."""
        return tuple(
            (report, problem)
            for report in self.graded
            for problem in (*report.problems, *(problem for task in report.tasks for problem in task.problems))
            if problem.code in PAPERS
        )

    @property
    def scores(self) -> tuple[float, ...]:
        return tuple(report.score for report in self.graded)

    @property
    def mean(self) -> float:
        return fmean(self.scores) if self.graded else 0.0

    @property
    def median(self) -> float:
        return median(self.scores) if self.graded else 0.0


def summarise(reports: Iterable[Report]) -> ClassFigures:
    """The figures of a class. Rejected submissions count as submissions and nowhere else.

    Reports are taken one at a time, and what is kept of each is its outline: a class need not fit into memory.
    """
    titles: dict[Text, Text] = {}
    outlines = tuple(_outline(report, titles) for report in reports)
    graded = tuple(report for report in outlines if report.rejected is None)
    return ClassFigures(
        reports=outlines,
        max_score=max((report.max_score for report in graded), default=0.0),
        tasks=_tasks(graded),
        mistakes=_mistakes(graded),
    )


def _outline(report: Report, titles: dict[Text, Text]) -> Report:
    """Without code, pictures and what checks said, but for our own faults. Equal titles are one object in the end, that in
    `titles`."""

    def check(result: CheckResult) -> CheckResult:
        title, explanation = titles.setdefault(result.title, result.title), result.explanation
        return CheckResult(
            check=sys.intern(result.check),
            title=title,
            visibility=result.visibility,
            verdict=result.verdict,
            points=result.points,
            max_points=result.max_points,
            message=result.message if result.verdict is Verdict.INTERNAL else None,
            misconception=result.misconception,
            explanation=titles.setdefault(explanation, explanation) if explanation is not None else None,
            picture=_figures_alone(result.picture),
        )

    return replace(
        report,
        tasks=tuple(
            replace(
                task,
                task=sys.intern(task.task),
                title=titles.setdefault(task.title, task.title),
                checks=tuple(map(check, task.checks)),
                code=tuple(replace(excerpt, text="") for excerpt in task.code),
            )
            for task in report.tasks
        ),
    )


def _figures_alone(picture: Picture | None) -> Picture | None:
    return replace(picture, series=(), grids=(), table=None) if picture is not None and picture.figures else None


def bins(scores: Sequence[float], maximum: float) -> tuple[int, ...]:
    """How many scores fall into each of `BINS` equal parts of [0, maximum]; full marks belong to the last."""
    counts = [0] * BINS
    for score in scores:
        share = score / maximum if maximum > 0 else 0.0
        counts[min(max(int(share * BINS + 1e-9), 0), BINS - 1)] += 1
    return tuple(counts)


def _tasks(reports: Sequence[Report]) -> tuple[TaskFigures, ...]:
    found: dict[str, list[TaskReport]] = {}
    for report in reports:
        for task in report.tasks:
            found.setdefault(task.task, []).append(task)
    return tuple(_task(tasks) for tasks in found.values())


def _task(tasks: Sequence[TaskReport]) -> TaskFigures:
    checks: dict[str, CheckResult] = {}
    for task in tasks:
        for check in task.checks:
            checks.setdefault(check.check, check)
    present = [task for task in tasks if not absent(task) and not is_unmarked(task)]
    verdicts: dict[str, Counter[Verdict]] = {name: Counter() for name in checks}
    for task in present:
        for check in task.checks:
            verdicts[check.check][check.verdict] += 1
    return TaskFigures(
        task=tasks[0].task,
        title=tasks[0].title,
        mean=fmean(task.score for task in present) if present else 0.0,
        max_score=max(task.max_score for task in tasks),
        full_marks=sum(task.score >= task.max_score for task in present),
        handed_in=len(present),
        reports=len(tasks),
        checks=tuple(_check(check, verdicts[name]) for name, check in checks.items()),
    )


def _check(example: CheckResult, verdicts: Mapping[Verdict, int]) -> CheckFigures:
    ordered = {verdict: verdicts[verdict] for verdict in Verdict if verdict in verdicts}
    return CheckFigures(example.check, example.title, example.visibility, example.max_points, ordered)


def _mistakes(reports: Sequence[Report]) -> tuple[Mistake, ...]:
    found: dict[tuple[str, str], tuple[TaskReport, CheckResult, dict[str, None]]] = {}
    for report in reports:
        for task in report.tasks:
            for check in task.checks:
                if check.misconception is not None:
                    key = (task.task, check.misconception)
                    found.setdefault(key, (task, check, {}))[2][report.student] = None
    mistakes = (
        Mistake(name, task.title, misconception, check.explanation, tuple(students))
        for (name, misconception), (task, check, students) in found.items()
    )
    return tuple(sorted(mistakes, key=lambda mistake: (-len(mistake.students), mistake.task, mistake.misconception)))
