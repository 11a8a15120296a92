from __future__ import annotations

import math
from itertools import product

import pytest
import torch
from loading import load
from trajectories import assert_same_trajectory, feed

Adagrad = load("optimizers/adagrad").Adagrad


@pytest.mark.parametrize(("eps", "start"), list(product([1e-10, 1e-2], [0.0, 0.1])))
def test_it_takes_the_steps_of_torch(eps: float, start: float) -> None:
    options = {"lr": 0.1, "eps": eps, "initial_accumulator_value": start}
    assert_same_trajectory(lambda p: Adagrad(p, **options), lambda p: torch.optim.Adagrad(p, **options))


def test_the_defaults_are_those_of_torch() -> None:
    assert_same_trajectory(Adagrad, torch.optim.Adagrad)


@pytest.mark.parametrize("g", [1e-3, 1.0, -1e3])
def test_the_first_step_is_the_rate_whatever_the_gradient(g: float) -> None:
    assert feed(lambda p: Adagrad(p, lr=0.1), [g]) == pytest.approx([-math.copysign(0.1, g)], rel=1e-6)


def test_steps_shrink_with_the_root_of_their_number() -> None:
    end = feed(lambda p: Adagrad(p, lr=0.1), [1.0] * 100)[-1]
    assert end == pytest.approx(-1.85896, abs=5e-6)
    assert end == pytest.approx(-0.1 * sum(1 / math.sqrt(t) for t in range(1, 101)), abs=1e-9)


def test_a_rare_feature_moves_a_full_step_when_it_comes() -> None:
    path = feed(lambda p: Adagrad(p, lr=0.1), [0.0] * 6 + [0.3])
    assert path[:6] == [0.0] * 6
    assert path[6] == pytest.approx(-0.1, abs=1e-6)


def test_the_scale_of_the_gradient_cancels() -> None:
    gradients = [0.7, -1.3, 0.2, 0.9]
    small, large = (feed(lambda p: Adagrad(p, lr=0.1, eps=1e-30), [k * g for g in gradients]) for k in (1, 1000))
    assert small == pytest.approx(large, abs=1e-12)


def test_eps_stands_outside_the_root() -> None:
    assert feed(lambda p: Adagrad(p, lr=1.0, eps=1.0), [3.0]) == pytest.approx([-3 / (3 + 1)], abs=1e-15)
