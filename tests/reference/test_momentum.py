from __future__ import annotations

import math
from itertools import product

import pytest
import torch
from loading import load
from trajectories import assert_same_trajectory, descend, feed, lessard

Momentum = load("optimizers/momentum").Momentum


@pytest.mark.parametrize(
    ("momentum", "dampening", "weight_decay"), list(product([0.0, 0.5, 0.9], [0.0, 0.5, 0.9], [0.0, 0.1]))
)
def test_it_takes_the_steps_of_torch_sgd(momentum: float, dampening: float, weight_decay: float) -> None:
    options = {"lr": 0.1, "momentum": momentum, "dampening": dampening, "weight_decay": weight_decay}
    assert_same_trajectory(lambda p: Momentum(p, **options), lambda p: torch.optim.SGD(p, **options))


def test_the_defaults_are_momentum_point_nine_and_nothing_else() -> None:
    assert_same_trajectory(lambda p: Momentum(p, lr=0.1), lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9))


def test_without_gradient_it_keeps_rolling() -> None:
    path = feed(lambda p: Momentum(p, lr=1.0), [-1.0, 0.0, 0.0])
    velocities = [path[0], path[1] - path[0], path[2] - path[1]]
    assert velocities == pytest.approx([1.0, 0.9, 0.81], abs=1e-15)


def test_a_constant_slope_gives_the_terminal_velocity() -> None:
    path = feed(lambda p: Momentum(p, lr=0.1), [1.0] * 400)
    assert path[-2] - path[-1] == pytest.approx(0.1 / (1 - 0.9), abs=1e-12)


def test_it_beats_gradient_descent_on_a_long_valley() -> None:
    h = torch.tensor([1.0, 100.0], dtype=torch.float64)
    momentum = (9 / 11) ** 2
    path = descend(lambda p: Momentum(p, lr=4 / 121, momentum=momentum), lambda x: h * x, torch.ones_like(h), 100)
    assert path[-1].norm().item() == pytest.approx(3.54e-7, rel=2e-3)  # gradient descent: 0.191
    # Each coordinate has a double eigenvalue r = 9/11 or -9/11: x_k = (1 + c k) r^k, and x_1 = 1 - lr h gives c.
    k, lr = 100, 4 / 121
    closed = [(1 + ((1 - lr * h) / r - 1) * k) * r**k for h, r in ((1.0, 9 / 11), (100.0, -9 / 11))]
    assert path[-1].norm().item() == pytest.approx(math.hypot(*closed), rel=1e-6)


def test_a_convex_function_can_trap_it_in_a_cycle() -> None:
    x0 = torch.tensor([3.3], dtype=torch.float64)
    path = descend(lambda p: Momentum(p, lr=1 / 9, momentum=4 / 9), lessard, x0, 400)[:, 0]
    assert sorted(path[-3:].tolist()) == pytest.approx([-1.8024, 0.6465, 2.1159], abs=1e-4)
    assert path[-6:-3].tolist() == pytest.approx(path[-3:].tolist(), abs=1e-9)
