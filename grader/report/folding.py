"""Checks of one task that say the same, word for word, become one group: a reader needs it once.

A class that a submission lacks, a forbidden call or an exception in the constructor is one fact, though every check of
the task meets it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from grader.model import CheckResult, TaskReport, Verdict

UNMARKED = frozenset({"quiz-no-paper", "quiz-of-another"})  # problems of papers of quizzes


@dataclass(frozen=True, slots=True)
class Group:
    """Checks with one verdict and one text, in the order of the task; most groups hold one check."""

    checks: tuple[CheckResult, ...]

    @property
    def first(self) -> CheckResult:
        return self.checks[0]

    @property
    def verdict(self) -> Verdict:
        return self.first.verdict

    @property
    def points(self) -> float:
        return sum(check.points for check in self.checks)

    @property
    def max_points(self) -> float:
        return sum(check.max_points for check in self.checks)

    @property
    def printed(self) -> str:
        """What the first check that printed anything printed: the others met the same end."""
        return next((check.printed for check in self.checks if check.printed.strip()), "")


@dataclass(frozen=True, slots=True)
class Cause:
    """A misconception that explains several groups of one task, so that it is told once for all of them."""

    check: CheckResult  # one of those explained
    checks: int


def fold(checks: Sequence[CheckResult]) -> tuple[Group, ...]:
    """The checks in groups, each at the place of its first check. Passed checks and those with a picture stay alone."""
    groups: dict[Hashable, list[CheckResult]] = {}
    for index, check in enumerate(checks):
        alone = check.verdict is Verdict.PASS or check.picture is not None
        groups.setdefault(index if alone else _said(check), []).append(check)
    return tuple(Group(tuple(group)) for group in groups.values())


def shared_causes(groups: Sequence[Group]) -> dict[str, Cause]:
    """Per misconception that explains at least two groups: one of its checks, and how many it explains."""
    found: dict[str, list[Group]] = {}
    for group in groups:
        if group.first.explanation is not None and group.first.misconception is not None:
            found.setdefault(group.first.misconception, []).append(group)
    return {
        name: Cause(explained[0].first, sum(len(group.checks) for group in explained))
        for name, explained in found.items()
        if len(explained) > 1
    }


def absent(task: TaskReport) -> bool:
    """Whether the submission holds nothing of what the task asks for: not handed in, rather than wrong."""
    return bool(task.checks) and not task.code and all(check.verdict is Verdict.MISSING for check in task.checks)


def is_unmarked(task: TaskReport) -> bool:
    """Whether this is a quiz's paper that was handed in and not marked: nobody's, or somebody else's."""
    return any(problem.code in UNMARKED for problem in task.problems)


def tally(checks: Sequence[CheckResult]) -> tuple[tuple[Verdict, int], ...]:
    """How often each verdict occurs, in the order of `Verdict`."""
    counts = Counter(check.verdict for check in checks)
    return tuple((verdict, counts[verdict]) for verdict in Verdict if counts[verdict])


def _said(check: CheckResult) -> Hashable:
    """All that a reader is told about a failure, except what the code printed: that may count steps."""
    return (
        check.verdict, check.asked, check.message, check.expected, check.got, check.hint, check.misconception, check.explanation,
        check.place,
    )  # fmt: skip
