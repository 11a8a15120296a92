"""What a task author imports in checks.py: `from grader.checks import check, close, probes`."""

from .compare import Comparison, beside, close, converges, count, derived, same_set, statistics
from .language import Check, Given, check, load_checks
from .trees import Mismatch

__all__ = [
    "Check",
    "Comparison",
    "Given",
    "Mismatch",
    "beside",
    "check",
    "close",
    "converges",
    "count",
    "derived",
    "load_checks",
    "same_set",
    "statistics",
]
