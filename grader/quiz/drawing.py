"""Helpers of the functions that draw questions: numbers for which answers and mistakes can be told apart."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import wraps
from itertools import combinations
from types import ModuleType
from typing import Any

from grader.quiz.model import Drawn

Function = Callable[[random.Random, Callable[[str], ModuleType]], Drawn]

SHARE = 0.03  # of the answer: wider than the tolerances of questions, with room for rounding


def apart(
    answer: float,
    mistakes: Mapping[str, float] | Iterable[float],
    share: float = SHARE,
    *,
    gap: float | None = None,
) -> bool:
    """Whether the answer and all mistakes differ by more than `share` of the answer; with a `gap`, by more than this number,
    for questions with an absolute tolerance."""
    wrong = mistakes.values() if isinstance(mistakes, Mapping) else mistakes
    least = share * abs(answer) if gap is None else gap
    return all(abs(one - other) > least for one, other in combinations([answer, *wrong], 2))


def told_apart(answer: Any, mistakes: Mapping[str, Any], share: float = 0.0) -> dict[str, Any]:
    """The mistakes that lead, for these numbers, neither to the right answer nor to that of a mistake before them; those whose
    value is None lead nowhere, and are left out too. With a `share`, numbers that differ by less than so much of the answer
    count as the same."""
    kept: dict[str, Any] = {}
    for name, value in mistakes.items():
        if value is not None and not any(
            _same(value, other, share and share * abs(answer)) for other in (answer, *kept.values())
        ):
            kept[name] = value
    return kept


def _same(one: Any, other: Any, gap: float) -> bool:
    return bool(one == other) or (gap > 0 and abs(one - other) <= gap)


def distinct(draw: Function) -> Function:
    """For a function that draws a number: draws again while a mistake gives the answer, and leaves out mistakes that give
    what another one gives. Whole numbers are the same when they are equal, others when they are within `SHARE`."""

    @wraps(draw)
    def drawing(rng: random.Random, reference: Callable[[str], ModuleType]) -> Drawn:
        while True:
            drawn = draw(rng, reference)
            share = SHARE if isinstance(drawn.answer, float) else 0.0
            if all(told_apart(drawn.answer, {name: value}, share) for name, value in drawn.mistakes.items()):
                return replace(drawn, mistakes=told_apart(drawn.answer, drawn.mistakes, share))

    return drawing
