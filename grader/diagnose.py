"""Names the bug: a wrong observation that equals a misconception's is explained by it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from grader.checks.observation import Array, Observed
from grader.model import Task
from grader.oracle import Oracle, Variant

_FOR_NAN = 1.2345e30  # nobody's result


def diagnose(task: Task, wrong: Mapping[str, Observed], passed: Collection[str], oracle: Oracle) -> dict[str, Variant]:
    """For each check in `wrong` (check -> what was observed), the misconception that explains it, if one does.

    A misconception explains a check when it fails that check itself and gives what the student's code gives. Of
    several, the one is named that explains most of the failed checks, and of these the one that would have failed
    fewest of the checks in `passed`. Where two are still alike, none is named.
    """
    fitting: dict[str, list[Variant]] = {}
    for name, observed in wrong.items():
        check = oracle.checks(task)[name]
        if not check.compare.explains:
            continue
        for candidate in oracle.misconceptions(task):
            theirs = oracle.mistake(task, name, candidate.name)
            if theirs is None:
                continue
            if check.compare.accepts(_without_nan(observed), _without_nan(theirs), oracle.kept(task, name)):
                fitting.setdefault(name, []).append(candidate)
    votes = Counter(candidate.name for candidates in fitting.values() for candidate in candidates)
    named = {}
    for name, candidates in fitting.items():
        most = max(votes[candidate.name] for candidate in candidates)
        best = [candidate for candidate in candidates if votes[candidate.name] == most]
        if len(best) > 1:
            against = {c.name: sum(oracle.fails(task, check, c.name) for check in passed) for c in best}
            best = [candidate for candidate in best if against[candidate.name] == min(against.values())]
        if len(best) == 1:
            named[name] = best[0]
    return named


def _without_nan(tree: Observed) -> Observed:
    """NaN equals nothing, itself included; here it counts as a number like any other, in the same place on both sides."""
    if isinstance(tree, Array) and tree.values.dtype.kind == "f" and np.isnan(tree.values).any():
        return Array(np.where(np.isnan(tree.values), _FOR_NAN, tree.values), tree.dtype)
    if isinstance(tree, float) and math.isnan(tree):
        return _FOR_NAN
    if isinstance(tree, Mapping):
        return {key: _without_nan(item) for key, item in tree.items()}
    if isinstance(tree, Sequence) and not isinstance(tree, str):
        return [_without_nan(item) for item in tree]
    return tree
