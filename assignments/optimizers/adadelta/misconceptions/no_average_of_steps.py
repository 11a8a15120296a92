"""en: You left out the running average of the steps, so the numerator is 1.
ko: 스텝의 이동평균을 빠뜨려 분자가 1이 되었습니다.
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
            if p.grad is None:
                continue
            self.gradients[i] = self.rho * self.gradients[i] + (1 - self.rho) * p.grad**2
            delta = p.grad / (self.gradients[i] + self.eps).sqrt()
            self.steps[i] = self.rho * self.steps[i] + (1 - self.rho) * delta**2
            p -= self.lr * delta

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
