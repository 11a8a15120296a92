"""Drives two optimizers with the same gradients, set by hand, and compares where they go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

import torch
from torch import Tensor

SHAPES = ((4, 3), (3,), (2, 3, 2, 2), ())


class Optimizer(Protocol):
    def step(self) -> object: ...


Make = Callable[[Iterable[Tensor]], Optimizer]
Stream = list[list[Tensor | None]]  # gradients by step and parameter


def start(dtype: torch.dtype = torch.float64, device: str = "cpu") -> list[Tensor]:
    """Parameters as leaves of the autograd graph; the same values at every call."""
    g = torch.Generator().manual_seed(7)
    values = [torch.randn(shape, generator=g, dtype=torch.float64) for shape in SHAPES]
    return [value.to(device, dtype).requires_grad_() for value in values]


def gradient_stream(steps: int = 24, dtype: torch.dtype = torch.float64, device: str = "cpu") -> Stream:
    """Gradients of sizes 1 to 1e-3 with exact zeros, so that the place of eps shows. The second parameter has none
    at every third step, so that a step count shared between parameters shows."""
    g = torch.Generator().manual_seed(11)
    stream: Stream = []
    for t in range(steps):
        row: list[Tensor | None] = []
        for i, shape in enumerate(SHAPES):
            size = 10.0 ** -(3 * torch.rand(shape, generator=g, dtype=torch.float64))
            zero = torch.rand(shape, generator=g) < 0.1
            value = torch.randn(shape, generator=g, dtype=torch.float64).mul(size).masked_fill(zero, 0.0)
            row.append(None if i == 1 and t % 3 == 2 else value.to(device, dtype))
        stream.append(row)
    return stream


def trajectory(
    make: Make, stream: Stream, dtype: torch.dtype = torch.float64, device: str = "cpu"
) -> list[list[Tensor]]:
    """Every parameter after every step."""
    params = start(dtype, device)
    optimizer = make(params)
    path = []
    for gradients in stream:
        for p, g in zip(params, gradients, strict=True):
            p.grad = None if g is None else g.clone()
        optimizer.step()
        path.append([p.detach().clone() for p in params])
    return path


def assert_same_trajectory(ours: Make, theirs: Make, *, steps: int = 24, atol: float = 1e-12) -> None:
    stream = gradient_stream(steps)
    for t, (a, b) in enumerate(zip(trajectory(ours, stream), trajectory(theirs, stream), strict=True), start=1):
        for x, y in zip(a, b, strict=True):
            torch.testing.assert_close(x, y, rtol=0, atol=atol, msg=lambda m, t=t: f"after step {t}: {m}")


def feed(make: Make, gradients: Iterable[float], at: float = 0.0) -> list[float]:
    """One float64 parameter that starts at `at`: where it is after each of the gradients."""
    w = torch.tensor([at], dtype=torch.float64, requires_grad=True)
    optimizer = make([w])
    path = []
    for g in gradients:
        w.grad = torch.tensor([g], dtype=torch.float64)
        optimizer.step()
        path.append(w.item())
    return path


def descend(make: Make, gradient: Callable[[Tensor], Tensor], x0: Tensor, steps: int) -> Tensor:
    """x_0, ..., x_steps of an optimizer that is handed the gradient at its parameter: [steps + 1, *x0.shape]."""
    w = x0.clone().requires_grad_()
    optimizer = make([w])
    path = [x0]
    for _ in range(steps):
        w.grad = gradient(w.detach())
        optimizer.step()
        path.append(w.detach().clone())
    return torch.stack(path)


def lessard(x: Tensor) -> Tensor:
    """The gradient of a strongly convex function that traps the heavy ball (arXiv 1408.3595)."""
    return torch.where(x < 1, 25 * x, torch.where(x < 2, x + 24, 25 * x - 24))
