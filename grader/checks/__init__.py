"""What a task author imports in checks.py: `from grader.checks import check, close, probes`."""

from .compare import Comparison, close, converges, count, derived, same_set, statistics, under
from .language import Check, Given, check, load_checks
from .trees import Mismatch

__all__ = [
    "Check",
    "Comparison",
    "Given",
    "Mismatch",
    "check",
    "close",
    "converges",
    "count",
    "derived",
    "load_checks",
    "same_set",
    "statistics",
    "under",
]
