from __future__ import annotations

import random

import pytest

from grader.quiz import Drawn, apart, distinct, told_apart


def test_numbers_are_apart_that_no_tolerance_confuses() -> None:
    assert apart(10.0, {"a": 11.0, "b": 12.0}) and apart(10.0, [9.0])
    assert not apart(10.0, {"a": 10.2}) and not apart(10.0, {"a": 12.0, "b": 12.1})
    assert apart(10.0, {"a": 10.2}, share=0.01) and not apart(10.0, {"a": 10.2}, share=0.02)


def test_numbers_with_an_absolute_tolerance_are_apart_by_a_gap() -> None:
    assert apart(100.0, {"a": 101.0, "b": 0.0}, gap=0.5) and not apart(100.0, {"a": 200.0, "b": 200.4}, gap=0.5)
    assert apart(0.0, [1.0], gap=0.5) and not apart(0.0, [0.5], gap=0.5)


def test_mistakes_that_give_what_was_given_are_left_out() -> None:
    assert told_apart(5, {"a": 5, "b": 6, "c": 6, "d": 7}) == {"b": 6, "d": 7}
    assert told_apart((1, 2), {"a": (2, 1), "b": (1, 2), "c": (2, 1)}) == {"a": (2, 1)}
    assert told_apart(100.0, {"a": 102.0, "b": 110.0, "c": 111.0}, 0.03) == {"b": 110.0}
    assert told_apart(5, {"a": None, "b": 6, "c": None}) == told_apart(5, {"a": None, "b": 6}, 0.03) == {"b": 6}


@pytest.mark.parametrize("kind", [int, float])
def test_a_function_draws_again_while_a_mistake_is_right(kind: type) -> None:
    @distinct
    def product(rng: random.Random, reference: object) -> Drawn:
        a = kind(rng.randint(1, 3))
        return Drawn({"a": a}, a * a, {"doubled": a + a, "also": a + a})

    for seed in range(50):
        drawn = product(random.Random(seed), lambda name: None)  # type: ignore[arg-type,return-value]
        assert drawn.values["a"] in (1, 3) and list(drawn.mistakes) == ["doubled"]
