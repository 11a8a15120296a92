"""en: You added up the absolute values of the gradients, not their squares.
ko: 그래디언트의 제곱이 아니라 절댓값을 더했습니다.
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
            self.sums[i] += p.grad.abs()
            p -= self.lr * p.grad / (self.sums[i].sqrt() + self.eps)

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
