"""Keeps every gradient and step and writes the averages as explicit weighted sums."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


def fading_mean(values: list[Tensor], rho: float, like: Tensor) -> Tensor:
    """sum over k of (1 - rho) rho^(n - 1 - k) values[k]^2; zeros for no values."""
    n = len(values)
    return sum(((1 - rho) * rho ** (n - 1 - k) * value**2 for k, value in enumerate(values)), torch.zeros_like(like))


class Adadelta:
    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1.0,
        rho: float = 0.9,
        eps: float = 1e-6,
    ) -> None:
        self.params = list(params)
        self.lr, self.rho, self.eps = lr, rho, eps
        self.gradients: list[list[Tensor]] = [[] for _ in self.params]
        self.steps: list[list[Tensor]] = [[] for _ in self.params]

    @torch.no_grad()
    def step(self) -> None:
        for p, gradients, steps in zip(self.params, self.gradients, self.steps, strict=True):
            if p.grad is not None:
                gradients.append(p.grad.clone())
                above = torch.sqrt(fading_mean(steps, self.rho, p) + self.eps)
                steps.append(above / torch.sqrt(fading_mean(gradients, self.rho, p) + self.eps) * p.grad)
                p.copy_(p - self.lr * steps[-1])

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
