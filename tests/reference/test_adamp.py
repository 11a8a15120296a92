from __future__ import annotations

import math
from collections.abc import Callable
from itertools import product

import pytest
import torch
from loading import load
from torch import Tensor
from trajectories import Optimizer, assert_same_trajectory, descend, feed, gradient_stream

AdamP = load("optimizers/adamp").AdamP


def weights(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def across_channels(w: Tensor) -> Tensor:
    """A gradient orthogonal to every row of w [C, 3]."""
    return torch.stack((w[:, 1], -w[:, 0], 0 * w[:, 2]), dim=1)


def across_layer(w: Tensor) -> Tensor:
    """A gradient along both rows of w [2, 3], yet orthogonal to w as one vector."""
    return w / w.square().sum(dim=1, keepdim=True) * torch.tensor([[1.0], [-1.0]], dtype=w.dtype)


def along(w: Tensor) -> Tensor:
    return w.clone()


def one_step(w: Tensor, gradient: Tensor, **options: float) -> Tensor:
    return descend(lambda p: AdamP(p, **options), lambda _: gradient, w, 1)[1]


@pytest.mark.parametrize(("weight_decay", "eps"), list(product([0.0, 0.1], [1e-8, 1e-2])))
def test_parameters_of_one_axis_take_the_steps_of_adamw(weight_decay: float, eps: float) -> None:
    options = {"lr": 0.01, "eps": eps, "weight_decay": weight_decay}
    for i in (1, 3):  # the vector and the scalar
        stream = [g for row in gradient_stream() if (g := row[i]) is not None]

        def path(kind: Callable[..., Optimizer], stream: list[Tensor] = stream) -> Tensor:
            gradients = iter(stream)
            return descend(lambda p: kind(p, **options), lambda _: next(gradients), stream[0], len(stream))

        torch.testing.assert_close(path(AdamP), path(torch.optim.AdamW), rtol=0, atol=1e-12)


@pytest.mark.parametrize("weight_decay", [0.0, 0.1])
def test_a_gradient_along_the_weights_never_triggers(weight_decay: float) -> None:
    w = weights(4, 3, 2, 2)
    options = {"lr": 0.01, "weight_decay": weight_decay}
    ours, theirs = (descend(lambda p, k=k: k(p, **options), along, w, 20) for k in (AdamP, torch.optim.AdamW))
    torch.testing.assert_close(ours, theirs, rtol=0, atol=1e-12)


def test_with_delta_zero_it_is_adamw_everywhere() -> None:
    options = {"lr": 0.01, "weight_decay": 0.1}
    assert_same_trajectory(lambda p: AdamP(p, delta=0.0, **options), lambda p: torch.optim.AdamW(p, **options))


def test_a_step_by_channel_is_orthogonal_to_every_channel() -> None:
    w = weights(5, 3)
    path = descend(lambda p: AdamP(p, lr=0.1, eps=1e-15), across_channels, w, 10)
    assert (path[:-1] * path.diff(dim=0)).sum(dim=2).abs().max() < 1e-13
    adam = descend(lambda p: torch.optim.Adam(p, lr=0.1), across_channels, w, 10)
    assert (adam[:-1] * adam.diff(dim=0)).sum(dim=2).abs().max() > 1e-2


def test_a_step_by_layer_is_orthogonal_to_the_layer_only() -> None:
    w = weights(2, 3)
    moved = one_step(w, across_layer(w), lr=0.1, eps=1e-15) - w
    assert (w * moved).sum().abs() < 1e-14
    assert (w * moved).sum(dim=1).abs().min() > 1e-2


@pytest.mark.parametrize("shape", [(4, 6), (4, 3, 2), (4, 3, 1, 2)])
def test_what_is_left_of_the_step_is_adams_own(shape: tuple[int, ...]) -> None:
    w, g = weights(*shape), weights(*shape, seed=1)
    W, G = w.flatten(1), g.flatten(1)
    g = (G - W * (W * G).sum(1, keepdim=True) / W.square().sum(1, keepdim=True)).reshape(shape)
    adam = descend(lambda p: torch.optim.Adam(p, lr=0.1, eps=1e-15), lambda _: g, w, 1).diff(dim=0)[0].flatten(1)
    expected = torch.stack([a - u * torch.dot(u, a) for a, u in zip(adam, W / W.norm(dim=1)[:, None], strict=True)])
    moved = (one_step(w, g, lr=0.1, eps=1e-15) - w).flatten(1)
    torch.testing.assert_close(moved, expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize(("cosine", "fires"), [(0.049, True), (-0.049, True), (0.051, False), (-0.051, False)])
def test_it_fires_below_delta_over_the_root_of_the_dimension(cosine: float, fires: bool) -> None:
    w = torch.tensor([[1.0, 0.0, 0.0, 0.0]], dtype=torch.float64)  # delta / sqrt(4) = 0.05
    g = torch.tensor([[cosine, math.sqrt(1 - cosine**2), 0.0, 0.0]], dtype=torch.float64)
    radial = (one_step(w, g, lr=0.1) - w)[0, 0].abs().item()
    assert (radial < 1e-8) == fires


def test_one_channel_that_does_not_look_invariant_is_enough_to_stop_it() -> None:
    w = weights(4, 3)
    g = across_channels(w)
    g[2] = 50 * w[2]
    adam = descend(lambda p: torch.optim.Adam(p, lr=0.1), lambda _: g, w, 1)[1]
    torch.testing.assert_close(one_step(w, g, lr=0.1), adam, rtol=0, atol=1e-14)


def test_a_projected_parameter_decays_by_the_ratio_only() -> None:
    w = weights(5, 3)
    after = one_step(w, across_channels(w), lr=0.1, weight_decay=0.5, wd_ratio=0.2, eps=1e-15)
    kept = (after * w).sum(dim=1) / w.square().sum(dim=1)
    torch.testing.assert_close(kept, torch.full_like(kept, 1 - 0.1 * 0.5 * 0.2), rtol=0, atol=1e-12)


def test_nesterov_looks_one_mean_ahead() -> None:
    gradients = [1.0, -2.0, 0.5, 3.0]
    m = v = x = 0.0
    expected = []
    for t, g in enumerate(gradients, start=1):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        x -= 0.1 / (1 - 0.9**t) * (0.9 * m + 0.1 * g) / (math.sqrt(v / (1 - 0.999**t)) + 1e-8)
        expected.append(x)
    assert feed(lambda p: AdamP(p, lr=0.1, nesterov=True), gradients) == pytest.approx(expected, abs=1e-13)


@pytest.mark.parametrize(
    ("nesterov", "end"),
    [
        (False, [[2.42697317153137, 3.79782166237479, 0], [-0.26078746327484, 0.89961781142580, 1.84963327923260]]),
        (True, [[2.28774779099747, 3.79160631081940, 0], [-0.32768795638753, 0.88832513807449, 1.84132990293461]]),
    ],
)
def test_it_ends_where_the_authors_package_ends(nesterov: bool, end: list[list[float]]) -> None:
    """Recorded from adamp 0.3.0: a step by channel, one by layer, one without projection, one by channel."""
    kinds: list[Callable[[Tensor], Tensor]] = [across_channels, across_layer, along, across_channels]
    gradients = iter(kinds)
    w = torch.tensor([[3.0, 4.0, 0.0], [0.0, 1.0, 2.0]], dtype=torch.float64)
    options = {"lr": 0.1, "betas": (0.8, 0.9), "eps": 1e-3, "weight_decay": 0.5, "wd_ratio": 0.2, "nesterov": nesterov}
    path = descend(lambda p: AdamP(p, **options), lambda x: next(gradients)(x), w, 4)
    torch.testing.assert_close(path[-1], torch.tensor(end, dtype=torch.float64), rtol=0, atol=1e-13)


def test_scale_invariant_weights_grow_much_less_than_under_adam() -> None:
    target = weights(6, 10, seed=1)

    def slope(w: Tensor) -> Tensor:
        w = w.clone().requires_grad_()
        (-torch.nn.functional.cosine_similarity(w, target, dim=1).sum()).backward()
        assert w.grad is not None
        return w.grad

    def growth(kind: Callable[..., object]) -> float:
        path = descend(lambda p: kind(p, lr=0.1), slope, weights(6, 10), 100)
        return float((path[-1].norm(dim=1) - path[0].norm(dim=1)).sum())

    assert growth(AdamP) < 0.5 * growth(torch.optim.Adam)


def test_zero_weights_and_zero_gradients_give_no_nan() -> None:
    zero = torch.zeros(3, 4, dtype=torch.float64)
    assert torch.equal(one_step(zero, zero), zero)
    assert one_step(zero, torch.ones_like(zero)).isfinite().all()
