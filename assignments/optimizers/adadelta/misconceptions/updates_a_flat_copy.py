"""en: You moved reshape(-1) of a parameter, which is a copy where the memory is not contiguous.
ko: 매개변수의 reshape(-1)을 움직였습니다. 메모리가 연속이 아니면 이것은 복사본입니다.
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
            delta = (self.steps[i] + self.eps).sqrt() / (self.gradients[i] + self.eps).sqrt() * p.grad
            self.steps[i] = self.rho * self.steps[i] + (1 - self.rho) * delta**2
            flat = p.reshape(-1)
            flat -= self.lr * delta.reshape(-1)

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
