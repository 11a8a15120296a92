"""Points. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from grader.model import CheckResult, Verdict


def points(verdict: Verdict, worth: float) -> float:
    """What a verdict earns. Our own fault costs nothing: until it is rerun, the check counts as passed."""
    return worth if verdict in (Verdict.PASS, Verdict.INTERNAL) else 0.0


def total(checks: Iterable[CheckResult]) -> tuple[float, float]:
    """(points earned, points that could be earned)."""
    results = list(checks)
    return sum(result.points for result in results), sum(result.max_points for result in results)
