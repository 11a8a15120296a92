"""The momentum buffer holds steps that lr has scaled already."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class RMSprop:
    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        momentum: float = 0.0,
        centered: bool = False,
    ) -> None:
        self.params = list(params)
        self.lr, self.alpha, self.eps, self.momentum, self.centered = lr, alpha, eps, momentum, centered
        self.v = [0.0 * p.detach() for p in self.params]
        self.mean = [0.0 * p.detach() for p in self.params]
        self.velocity = [0.0 * p.detach() for p in self.params]

    def step(self) -> None:
        with torch.no_grad():
            for i, p in enumerate(self.params):
                if p.grad is not None:
                    self.velocity[i] = self.momentum * self.velocity[i] - self.lr * self.scaled(i, p.grad)
                    p.add_(self.velocity[i])

    def scaled(self, i: int, g: Tensor) -> Tensor:
        """The gradient over its root mean square, or over its standard deviation where centred."""
        self.v[i] = self.v[i] + (1 - self.alpha) * (g**2 - self.v[i])
        self.mean[i] = self.mean[i] + (1 - self.alpha) * (g - self.mean[i])
        below = self.v[i] - self.mean[i] ** 2 if self.centered else self.v[i]
        return g / (torch.clamp(below, min=0).sqrt() + self.eps)

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
