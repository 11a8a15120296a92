"""en: You kept the .grad tensors themselves, so the past changes when their owner fills them anew.
ko: .grad 텐서 자체를 보관하여, 주인이 그 값을 새로 채우면 지난 그래디언트까지 바뀝니다.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class Adadelta:
    def __init__(self, params: Iterable[Tensor], lr: float = 1.0, rho: float = 0.9, eps: float = 1e-6) -> None:
        self.params = list(params)
        self.lr, self.rho, self.eps = lr, rho, eps
        self.history = [[] for _ in self.params]
        self.steps = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            self.history[i].append(p.grad)
            average = sum((1 - self.rho) * self.rho**k * g**2 for k, g in enumerate(reversed(self.history[i])))
            delta = (self.steps[i] + self.eps).sqrt() / (average + self.eps).sqrt() * p.grad
            self.steps[i] = self.rho * self.steps[i] + (1 - self.rho) * delta**2
            p -= self.lr * delta

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
