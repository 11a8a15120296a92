"""en: You summed the squares over the whole tensor, so all its coordinates share one step size.
ko: 텐서 전체에서 제곱을 더하여 모든 좌표가 하나의 스텝 크기를 함께 씁니다.
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
            self.sums[i] += (p.grad**2).sum()
            p -= self.lr * p.grad / (self.sums[i].sqrt() + self.eps)

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
