"""en: You kept one state for all parameters of the same shape, so they disturb each other.
ko: 모양이 같은 매개변수들이 하나의 상태를 함께 써서 서로 영향을 줍니다.
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
        self.sums = {p.shape: torch.full_like(p, initial_accumulator_value) for p in self.params}

    @torch.no_grad()
    def step(self) -> None:
        for p in self.params:
            if p.grad is None:
                continue
            self.sums[p.shape] += p.grad**2
            p -= self.lr * p.grad / (self.sums[p.shape].sqrt() + self.eps)

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
