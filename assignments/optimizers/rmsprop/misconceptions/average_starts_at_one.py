"""en: You started the running average at one, not at zero.
ko: 이동평균을 0이 아니라 1에서 시작했습니다.
"""

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
        self.squares = [torch.ones_like(p) for p in self.params]
        self.means = [torch.zeros_like(p) for p in self.params]
        self.buffers = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            self.squares[i] = self.alpha * self.squares[i] + (1 - self.alpha) * p.grad**2
            self.means[i] = self.alpha * self.means[i] + (1 - self.alpha) * p.grad
            variance = self.squares[i]
            if self.centered:
                variance = variance - self.means[i] ** 2
            self.buffers[i] = self.momentum * self.buffers[i] + p.grad / (variance.sqrt() + self.eps)
            p -= self.lr * self.buffers[i]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
