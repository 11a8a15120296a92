"""en: You skipped a parameter whose gradient is all zeros, so its running averages do not fade in that step.
ko: 그래디언트가 모두 0인 매개변수를 건너뛰어 그 스텝에서 이동평균이 줄어들지 않습니다.
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
            if p.grad is None or not p.grad.any():
                continue
            self.gradients[i] = self.rho * self.gradients[i] + (1 - self.rho) * p.grad**2
            delta = (self.steps[i] + self.eps).sqrt() / (self.gradients[i] + self.eps).sqrt() * p.grad
            self.steps[i] = self.rho * self.steps[i] + (1 - self.rho) * delta**2
            p -= self.lr * delta

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
