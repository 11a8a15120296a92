from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import pytest

from grader.catalog import Catalog
from grader.checks import close
from grader.checks.language import Check
from grader.checks.observation import Observed
from grader.diagnose import diagnose
from grader.model import Text
from grader.oracle import Oracle, Variant

TASK = Catalog(Path(__file__).resolve().parents[1]).tasks[0]


class Known:
    """An oracle that knows what each misconception gives in each check; the reference gives 0 everywhere."""

    def __init__(self, gives: Mapping[str, Mapping[str, float]]) -> None:
        self.gives = gives

    def checks(self, task: object) -> Mapping[str, Check]:
        names = {check for given in self.gives.values() for check in given}
        return {name: Check(name, lambda impl, draw: 0, close(1e-9)) for name in names}

    def kept(self, task: object, check: str) -> Mapping[str, Any]:
        return {}

    def misconceptions(self, task: object) -> tuple[Variant, ...]:
        return tuple(Variant(name, Text.same(name)) for name in self.gives)

    def mistake(self, task: object, check: str, name: str) -> Observed | None:
        return self.gives[name].get(check) or None

    def fails(self, task: object, check: str, name: str) -> bool:
        return self.gives[name].get(check) != 0.0


def named(gives: Mapping[str, Mapping[str, float]], passed: str = "", **observed: Observed) -> dict[str, str]:
    found = diagnose(TASK, observed, passed.split(), cast(Oracle, Known(gives)))
    return {check: variant.name for check, variant in found.items()}


def test_an_observation_like_a_misconceptions_is_named() -> None:
    assert named({"sign": {"a": -1.0}, "factor": {"a": 2.0}}, a=2.0) == {"a": "factor"}


def test_a_misconception_that_passes_the_check_explains_nothing() -> None:
    assert named({"harmless": {"a": 0.0}}, a=0.0) == {}


def test_of_two_that_fit_the_one_that_explains_more_is_named() -> None:
    assert named({"one": {"a": 1.0}, "both": {"a": 1.0, "b": 3.0}}, a=1.0, b=3.0) == {"a": "both", "b": "both"}


def test_of_two_that_explain_as_much_the_one_that_would_fail_less_is_named() -> None:
    gives = {"one": {"a": 1.0, "b": 0.0}, "other": {"a": 1.0, "b": 5.0}, "raises": {"a": 1.0}}
    assert named(gives, passed="b", a=1.0) == {"a": "one"}


def test_where_two_explain_as_much_none_is_named() -> None:
    assert named({"one": {"a": 1.0}, "other": {"a": 1.0}}, a=1.0) == {}


def test_nan_in_the_same_places_is_the_same_mistake() -> None:
    gives = {"zero over zero": {"a": float("nan")}, "sign": {"a": -1.0}}
    assert named(gives, a=float("nan")) == {"a": "zero over zero"}


@pytest.mark.parametrize("odd", [None, "text", [1.0, "x"], {"deep": [None]}])
def test_what_cannot_be_compared_is_not_named(odd: Observed) -> None:
    assert named({"one": {"a": 1.0}}, a=odd) == {}
