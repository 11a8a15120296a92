from __future__ import annotations

import math
from itertools import product

import pytest
import torch
from loading import load
from trajectories import assert_same_trajectory, feed

Adadelta = load("optimizers/adadelta").Adadelta


@pytest.mark.parametrize(("lr", "rho", "eps"), list(product([1.0, 0.5], [0.9, 0.95], [1e-6, 1e-2])))
def test_it_takes_the_steps_of_torch(lr: float, rho: float, eps: float) -> None:
    options = {"lr": lr, "rho": rho, "eps": eps}
    assert_same_trajectory(lambda p: Adadelta(p, **options), lambda p: torch.optim.Adadelta(p, **options))


def test_the_defaults_are_those_of_torch() -> None:
    assert_same_trajectory(Adadelta, torch.optim.Adadelta)


@pytest.mark.parametrize(("g", "size"), [(1e-3, 0.00095346), (1.0, 0.00316226), (1e3, 0.00316228)])
def test_the_first_step_depends_on_eps_more_than_on_the_gradient(g: float, size: float) -> None:
    (moved,) = feed(Adadelta, [g])
    assert moved == pytest.approx(-size, abs=1e-8)
    assert moved == pytest.approx(-math.sqrt(1e-6 / (0.1 * g**2 + 1e-6)) * g, rel=1e-12)


def test_a_hundred_unit_gradients_move_it_by_point_four() -> None:
    assert feed(Adadelta, [1.0] * 100)[-1] == pytest.approx(-0.40615, abs=5e-6)


def test_the_average_of_steps_does_not_know_the_rate() -> None:
    gradients = [1.0, -0.3, 2.0, 0.5, 1.0]
    half = feed(lambda p: Adadelta(p, lr=0.5), gradients)
    assert [2 * x for x in half] == pytest.approx(feed(Adadelta, gradients), rel=1e-12)
