from __future__ import annotations

import math
from itertools import product

import pytest
import torch
from loading import load
from torch import Tensor
from trajectories import assert_same_trajectory, descend, feed

Adam = load("optimizers/adam").Adam


@pytest.mark.parametrize(
    ("decoupled", "weight_decay", "betas", "eps"),
    list(product([False, True], [0.0, 0.1], [(0.9, 0.999), (0.5, 0.8), (0.0, 0.9)], [1e-8, 1e-2])),
)
def test_it_takes_the_steps_of_torch(
    decoupled: bool, weight_decay: float, betas: tuple[float, float], eps: float
) -> None:
    options = {"lr": 0.01, "betas": betas, "eps": eps, "weight_decay": weight_decay}
    oracle = torch.optim.AdamW if decoupled else torch.optim.Adam
    assert_same_trajectory(lambda p: Adam(p, decoupled=decoupled, **options), lambda p: oracle(p, **options))


def test_the_defaults_are_those_of_torch() -> None:
    assert_same_trajectory(Adam, torch.optim.Adam)


@pytest.mark.parametrize("g", [1e-3, 1.0, -1e3])
def test_the_first_step_is_the_rate_whatever_the_gradient(g: float) -> None:
    assert feed(lambda p: Adam(p, lr=0.1), [g]) == pytest.approx([-math.copysign(0.1, g)], rel=2e-5)


def test_coupled_decay_alone_takes_a_full_step_and_decoupled_decay_a_small_one() -> None:
    coupled = feed(lambda p: Adam(p, lr=0.1, weight_decay=0.1), [0.0], at=1.0)
    decoupled = feed(lambda p: Adam(p, lr=0.1, weight_decay=0.1, decoupled=True), [0.0], at=1.0)
    assert coupled == pytest.approx([0.90000001], abs=1e-10)
    assert decoupled == pytest.approx([0.99], abs=1e-15)


@pytest.mark.parametrize(("t", "factor"), [(1, 0.3162), (10, 0.1532), (100, 0.3086), (1000, 0.7952)])
def test_bias_correction_scales_the_first_gradient_after_zeros(t: int, factor: float) -> None:
    uncorrected = (1 - 0.9) / math.sqrt(1 - 0.999)  # m and v hold this one gradient
    path = feed(lambda p: Adam(p, lr=1.0, eps=1e-30), [0.0] * (t - 1) + [1.0])
    assert -path[-1] / uncorrected == pytest.approx(factor, abs=5e-5)


def test_it_finds_the_valley_of_rosenbrock() -> None:
    def slope(x: Tensor) -> Tensor:
        a, b = x
        return torch.stack((-2 * (1 - a) - 400 * a * (b - a * a), 200 * (b - a * a)))

    x0 = torch.tensor([-1.5, 2.0], dtype=torch.float64)
    a, b = descend(lambda p: Adam(p, lr=0.02), slope, x0, 2000)[-1]
    assert (1 - a) ** 2 + 100 * (b - a * a) ** 2 < 1e-3


def test_it_walks_to_the_worst_point_of_the_known_counter_example() -> None:
    """arXiv 1904.09237, section 3: 3x once, then -x twice, on [-1, 1]; the best point is -1."""
    x = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = Adam([x], betas=(0.0, 0.1))
    for t in range(1, 1501):
        optimizer.lr = 0.5 / math.sqrt(t)
        x.grad = torch.full_like(x, 3.0 if t % 3 == 1 else -1.0)
        optimizer.step()
        x.data.clamp_(-1, 1)
    assert x.item() == 1.0
