"""en: You did not expect that a parameter can have no gradient.
ko: 그래디언트가 없는 매개변수가 있을 수 있다는 점을 고려하지 않았습니다.
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
            self.sums[i] += p.grad**2
            p -= self.lr * p.grad / (self.sums[i].sqrt() + self.eps)

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
