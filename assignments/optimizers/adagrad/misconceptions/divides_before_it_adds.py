"""en: You took the step before the current gradient was in the sum.
ko: 현재 그래디언트를 합에 더하기 전에 매개변수를 갱신했습니다.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class Adagrad:
    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-2,
        eps: float = 1e-10,
        initial_accumulator_value: float = 0.0,
    ) -> None:
        self.params = list(params)
        self.lr, self.eps = lr, eps
        self.sums = [torch.full_like(p, initial_accumulator_value) for p in self.params]

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            p -= self.lr * p.grad / (self.sums[i].sqrt() + self.eps)
            self.sums[i] += p.grad**2

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
