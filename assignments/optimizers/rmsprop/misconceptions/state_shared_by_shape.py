"""en: You kept one state for all parameters of the same shape, so they disturb each other.
ko: 모양이 같은 매개변수들이 하나의 상태를 함께 써서 서로 영향을 줍니다.
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
        self.squares = {p.shape: torch.zeros_like(p) for p in self.params}
        self.means = {p.shape: torch.zeros_like(p) for p in self.params}
        self.buffers = {p.shape: torch.zeros_like(p) for p in self.params}

    @torch.no_grad()
    def step(self) -> None:
        for p in self.params:
            if p.grad is None:
                continue
            self.squares[p.shape] = self.alpha * self.squares[p.shape] + (1 - self.alpha) * p.grad**2
            self.means[p.shape] = self.alpha * self.means[p.shape] + (1 - self.alpha) * p.grad
            variance = self.squares[p.shape]
            if self.centered:
                variance = variance - self.means[p.shape] ** 2
            self.buffers[p.shape] = self.momentum * self.buffers[p.shape] + p.grad / (variance.sqrt() + self.eps)
            p -= self.lr * self.buffers[p.shape]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
