"""en: You averaged the last ten squared gradients, where Adadelta uses an exponential average.
ko: Adadelta는 지수 이동평균을 쓰는데, 최근 그래디언트 제곱 10개의 평균을 사용했습니다.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class Adadelta:
    def __init__(self, params: Iterable[Tensor], lr: float = 1.0, rho: float = 0.9, eps: float = 1e-6) -> None:
        self.params = list(params)
        self.lr, self.rho, self.eps = lr, rho, eps
        self.gradients: list[list[Tensor]] = [[] for _ in self.params]
        self.steps = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            self.gradients[i] = [*self.gradients[i][-9:], p.grad**2]
            average = torch.stack(self.gradients[i]).mean(0)
            delta = (self.steps[i] + self.eps).sqrt() / (average + self.eps).sqrt() * p.grad
            self.steps[i] = self.rho * self.steps[i] + (1 - self.rho) * delta**2
            p -= self.lr * delta

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
