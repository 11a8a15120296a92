"""en: You took a missing gradient for zero, so the running averages fade in that step.
ko: 없는 그래디언트를 0으로 여겨 그 스텝에서 이동평균이 줄어듭니다.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class Adadelta:
    def __init__(self, params: Iterable[Tensor], lr: float = 1.0, rho: float = 0.9, eps: float = 1e-6) -> None:
        self.params = list(params)
        self.lr, self.rho, self.eps = lr, rho, eps
        self.gradients = [torch.zeros_like(p) for p in self.params]
        self.steps = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            g = torch.zeros_like(p) if p.grad is None else p.grad
            self.gradients[i] = self.rho * self.gradients[i] + (1 - self.rho) * g**2
            delta = (self.steps[i] + self.eps).sqrt() / (self.gradients[i] + self.eps).sqrt() * g
            self.steps[i] = self.rho * self.steps[i] + (1 - self.rho) * delta**2
            p -= self.lr * delta

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
