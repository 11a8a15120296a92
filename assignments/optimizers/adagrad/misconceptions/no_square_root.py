"""en: You divided by the sum of squares itself and took no square root.
ko: 제곱근을 구하지 않고 제곱의 합 자체로 나누었습니다.
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
            self.sums[i] += p.grad**2
            p -= self.lr * p.grad / (self.sums[i] + self.eps)

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
