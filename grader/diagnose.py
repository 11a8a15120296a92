"""Names the bug: a wrong observation that equals a misconception's is explained by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from grader.checks.observation import Observed
from grader.model import Task
from grader.oracle import Oracle, Variant


def diagnose(task: Task, wrong: Mapping[str, Observed], oracle: Oracle) -> dict[str, Variant]:
    """For each check in `wrong` (check -> what was observed), the misconception that explains it, if one does.

    A misconception explains a check when it fails that check itself and gives what the student's code gives. Of
    several, the one that explains most of the failed checks is named; where two explain as many, none is.
    """
    fitting: dict[str, list[Variant]] = {}
    for name, observed in wrong.items():
        check = oracle.checks(task)[name]
        if not check.compare.explains:
            continue
        expected, kept = oracle.reference(task, name), oracle.kept(task, name)
        for candidate in oracle.misconceptions(task):
            theirs = oracle.variant(task, name, candidate.path)
            if theirs is None or check.compare.accepts(theirs, expected, kept):
                continue
            if check.compare.accepts(observed, theirs, kept):
                fitting.setdefault(name, []).append(candidate)
    votes = Counter(candidate.name for candidates in fitting.values() for candidate in candidates)
    named = {}
    for name, candidates in fitting.items():
        first, *others = sorted(candidates, key=lambda candidate: -votes[candidate.name])
        if not others or votes[first.name] > votes[others[0].name]:
            named[name] = first
    return named
