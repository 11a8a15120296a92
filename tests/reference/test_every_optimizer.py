"""What all optimizer classes promise, whatever their formula."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from loading import load
from torch import Tensor, nn
from trajectories import gradient_stream, start, trajectory

OPTIMIZERS: dict[str, Callable[..., Any]] = {
    "momentum": lambda p: load("optimizers/momentum").Momentum(p, lr=0.05, dampening=0.1, weight_decay=0.1),
    "nesterov": lambda p: load("optimizers/nesterov").NAG(p, lr=0.05),
    "adagrad": lambda p: load("optimizers/adagrad").Adagrad(p, lr=0.1),
    "adadelta": lambda p: load("optimizers/adadelta").Adadelta(p, eps=1e-3),
    "rmsprop": lambda p: load("optimizers/rmsprop").RMSprop(p, momentum=0.5, centered=True, eps=1e-3),
    "adam": lambda p: load("optimizers/adam").Adam(p, lr=0.05, weight_decay=0.1),
    "adamw": lambda p: load("optimizers/adam").Adam(p, lr=0.05, weight_decay=0.1, decoupled=True),
    "radam": lambda p: load("optimizers/radam").RAdam(p, lr=0.05),
    "adamp": lambda p: load("optimizers/adamp").AdamP(p, lr=0.05, weight_decay=0.1, delta=2.0),
}
every_optimizer = pytest.mark.parametrize("make", OPTIMIZERS.values(), ids=OPTIMIZERS.keys())


@every_optimizer
def test_gradients_stay_as_they_were(make: Callable[..., Any]) -> None:
    params = start()
    optimizer = make(params)
    for gradients in gradient_stream(8):
        for p, g in zip(params, gradients, strict=True):
            p.grad = None if g is None else g.clone()
        optimizer.step()
        for p, g in zip(params, gradients, strict=True):
            assert (p.grad is None) if g is None else torch.equal(p.grad, g)


@every_optimizer
def test_gradients_may_be_overwritten_after_the_step(make: Callable[..., Any]) -> None:
    params = start()
    optimizer = make(params)
    stream = [[g for g in row if g is not None] for row in gradient_stream(8) if None not in row]
    for p in params:
        p.grad = torch.zeros_like(p)
    for gradients in stream:
        for p, g in zip(params, gradients, strict=True):
            p.grad.copy_(g)
        optimizer.step()
        for p in params:
            p.grad.fill_(1e9)
    for a, b in zip(params, trajectory(make, [list(row) for row in stream])[-1], strict=True):
        assert torch.equal(a, b)


@every_optimizer
def test_parameters_are_updated_in_place_as_leaves(make: Callable[..., Any]) -> None:
    params = start()
    addresses = [p.data_ptr() for p in params]
    optimizer = make(params)
    for p in params:
        p.grad = torch.ones_like(p)
    optimizer.step()
    assert [p.data_ptr() for p in params] == addresses
    assert all(p.is_leaf and p.requires_grad for p in params)
    assert all(not torch.equal(p, q) for p, q in zip(params, start(), strict=True))


@every_optimizer
def test_a_generator_of_parameters_is_enough(make: Callable[..., Any]) -> None:
    stream = gradient_stream(5)
    for a, b in zip(trajectory(lambda p: make(x for x in p), stream)[-1], trajectory(make, stream)[-1], strict=True):
        assert torch.equal(a, b)


@every_optimizer
def test_a_parameter_without_gradient_waits(make: Callable[..., Any]) -> None:
    def path(gradients: list[Tensor | None]) -> list[Tensor]:
        w = torch.ones(3, dtype=torch.float64, requires_grad=True)
        optimizer = make([w])
        seen = []
        for g in gradients:
            w.grad = g
            optimizer.step()
            seen.append(w.detach().clone())
        return seen

    g = [torch.tensor([1.0, -0.5, 0.1], dtype=torch.float64) * k for k in (1, 2, -1, 0.5, 3, 1, -2, 1)]
    with_gaps, without = path([None, g[0], None, None, *g[1:]]), path([*g])
    assert torch.equal(with_gaps[0], torch.ones(3, dtype=torch.float64))
    assert torch.equal(with_gaps[3], with_gaps[1])
    assert torch.equal(with_gaps[-1], without[-1])


@every_optimizer
def test_parameters_with_equal_values_keep_states_of_their_own(make: Callable[..., Any]) -> None:
    def end(values: list[list[float]]) -> list[Tensor]:
        params = [torch.ones(2, dtype=torch.float64, requires_grad=True) for _ in values]
        optimizer = make(params)
        for row in zip(*values, strict=True):
            for p, g in zip(params, row, strict=True):
                p.grad = torch.full_like(p, g)
            optimizer.step()
        return [p.detach() for p in params]

    first, second = [1.0, 2.0, -1.0, 0.5, 1.0, 1.0, 2.0], [-3.0, 0.1, 0.0, 1.0, 2.0, -1.0, 0.3]
    for a, b in zip(end([first, second]), end([first]) + end([second]), strict=True):
        assert torch.equal(a, b)


@every_optimizer
def test_zero_grad_removes_the_gradients(make: Callable[..., Any]) -> None:
    params = start()
    optimizer = make(params)
    for p in params:
        p.grad = torch.ones_like(p)
    optimizer.zero_grad()
    assert all(p.grad is None for p in params)
    optimizer.step()
    assert all(torch.equal(p, q) for p, q in zip(params, start(), strict=True))


@every_optimizer
@pytest.mark.parametrize(("dtype", "atol"), [(torch.float32, 1e-4), (torch.bfloat16, 0.2)])
def test_it_keeps_the_dtype(make: Callable[..., Any], dtype: torch.dtype, atol: float) -> None:
    low = trajectory(make, gradient_stream(12, dtype), dtype)[-1]
    high = trajectory(make, gradient_stream(12))[-1]
    for a, b in zip(low, high, strict=True):
        assert a.dtype == dtype
        torch.testing.assert_close(a.double(), b, rtol=0, atol=atol)


@every_optimizer
def test_it_trains_a_network_with_autograd(make: Callable[..., Any]) -> None:
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(3, 16), nn.Tanh(), nn.Linear(16, 1)).double()
    X = torch.randn(40, 3, dtype=torch.float64)
    y = (X[:, :1] * X[:, 1:2]).sin()
    optimizer = make(model.parameters())

    def loss() -> Tensor:
        return (model(X) - y).square().mean()

    before = loss().item()
    for _ in range(60):
        optimizer.zero_grad()
        loss().backward()
        optimizer.step()
    assert loss().item() < 0.8 * before


@pytest.mark.gpu
@every_optimizer
def test_it_takes_the_same_steps_on_a_gpu(make: Callable[..., Any], cuda: str) -> None:
    here = trajectory(make, gradient_stream())
    there = trajectory(make, gradient_stream(device=cuda), device=cuda)
    for a, b in zip(here[-1], there[-1], strict=True):
        assert b.device.type == "cuda"
        torch.testing.assert_close(b.cpu(), a, rtol=0, atol=1e-10)
