"""en: You kept one state for all parameters of the same shape, so they disturb each other.
ko: 모양이 같은 매개변수들이 하나의 상태를 함께 써서 서로 영향을 줍니다.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class Adadelta:
    def __init__(self, params: Iterable[Tensor], lr: float = 1.0, rho: float = 0.9, eps: float = 1e-6) -> None:
        self.params = list(params)
        self.lr, self.rho, self.eps = lr, rho, eps
        self.gradients = {p.shape: torch.zeros_like(p) for p in self.params}
        self.steps = {p.shape: torch.zeros_like(p) for p in self.params}

    @torch.no_grad()
    def step(self) -> None:
        for p in self.params:
            if p.grad is None:
                continue
            self.gradients[p.shape] = self.rho * self.gradients[p.shape] + (1 - self.rho) * p.grad**2
            delta = (self.steps[p.shape] + self.eps).sqrt() / (self.gradients[p.shape] + self.eps).sqrt() * p.grad
            self.steps[p.shape] = self.rho * self.steps[p.shape] + (1 - self.rho) * delta**2
            p -= self.lr * delta

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
