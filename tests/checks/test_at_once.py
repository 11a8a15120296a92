from __future__ import annotations

import pytest

from grader.checks import close, same_set, statistics
from grader.checks.compare import Comparison
from grader.checks.observation import Wire, encode


def wire(value: object) -> Wire:
    return Wire(*encode(value))


@pytest.mark.parametrize("compare", [close(), same_set(), statistics()])
def test_the_same_bytes_are_right_at_once_unless_there_is_a_nan(compare: Comparison) -> None:
    import torch

    assert compare.at_once(wire({"x": torch.ones(3)}), wire({"x": torch.ones(3)}))
    for odd in (float("nan"), torch.tensor([1.0, float("nan")]), [1.0, float("nan")]):
        assert not compare.at_once(wire(odd), wire(odd))


def test_what_is_within_the_tolerance_is_right_at_once_and_nothing_else_is() -> None:
    import torch

    x = torch.linspace(0, 1, 5, dtype=torch.float64)
    right = wire({"x": x, "n": [1, 2]})
    assert close(1e-6).at_once(wire({"x": x + 5e-7, "n": [1, 2]}), right)
    for other in (
        {"x": x + 2e-6, "n": [1, 2]},
        {"x": x.float(), "n": [1, 2]},
        {"x": x[:4], "n": [1, 2]},
        {"x": x, "n": [1, 3]},
        {"y": x, "n": [1, 2]},
        {"x": x, "n": [1, 2], "more": 0},
    ):
        assert not close(1e-6).at_once(wire(other), right)


def test_float32_has_a_tolerance_of_its_own() -> None:
    import torch

    x = torch.linspace(0, 1, 5)
    assert close(1e-9, single=1e-5).at_once(wire(x + 5e-6), wire(x))
    assert not close(1e-9, single=1e-5).at_once(wire(x.double() + 5e-6), wire(x.double()))


def test_judging_agrees_with_what_is_told_at_once() -> None:
    import torch

    x = torch.linspace(0, 1, 5, dtype=torch.float64)
    for shift in (0.0, 5e-7, 9e-7, 1.1e-6, 1.0):
        one, other = wire([x + shift]), wire([x])
        assert close(1e-6).at_once(one, other) == close(1e-6).accepts(one.tree, other.tree, {})
