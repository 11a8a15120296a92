from __future__ import annotations

import math
from itertools import product

import pytest
import torch
from loading import load
from trajectories import assert_same_trajectory, descend, feed

RMSprop = load("optimizers/rmsprop").RMSprop


@pytest.mark.parametrize(
    ("momentum", "centered", "alpha", "eps"), list(product([0.0, 0.9], [False, True], [0.99, 0.9], [1e-8, 1e-2]))
)
def test_it_takes_the_steps_of_torch(momentum: float, centered: bool, alpha: float, eps: float) -> None:
    options = {"lr": 0.01, "momentum": momentum, "centered": centered, "alpha": alpha, "eps": eps}
    assert_same_trajectory(lambda p: RMSprop(p, **options), lambda p: torch.optim.RMSprop(p, **options))


def test_the_defaults_are_those_of_torch() -> None:
    assert_same_trajectory(RMSprop, torch.optim.RMSprop)


def test_the_first_step_is_ten_times_the_rate() -> None:
    (moved,) = feed(lambda p: RMSprop(p, lr=0.1), [1.0])
    assert moved == pytest.approx(-0.9999999, abs=5e-9)
    assert moved == pytest.approx(-0.1 / (math.sqrt(0.01) + 1e-8), rel=1e-12)


@pytest.mark.parametrize("centered", [False, True])
def test_the_scale_of_the_gradient_cancels(centered: bool) -> None:
    gradients = [0.7, -1.3, 0.2, 0.9]
    small, large = (
        feed(lambda p: RMSprop(p, eps=1e-30, centered=centered), [k * g for g in gradients]) for k in (1, 1000)
    )
    assert small == pytest.approx(large, abs=1e-12)


def test_centred_it_divides_by_the_spread_about_the_running_mean() -> None:
    a, g = 0.9, 2.0
    (moved,) = feed(lambda p: RMSprop(p, lr=1.0, alpha=a, eps=0.0, centered=True), [g])
    assert moved == pytest.approx(-1 / math.sqrt((1 - a) - (1 - a) ** 2), rel=1e-12)


def test_centred_a_constant_gradient_never_gives_nan() -> None:
    slopes = torch.linspace(0.05, 3, 60, dtype=torch.float64)  # for some of them v - gbar^2 rounds to below zero
    path = descend(lambda p: RMSprop(p, alpha=0.9, centered=True), lambda _: slopes, torch.zeros_like(slopes), 600)
    assert path.isfinite().all()
