"""en: You moved reshape(-1) of a parameter, which is a copy where the memory is not contiguous.
ko: 매개변수의 reshape(-1)을 움직였습니다. 메모리가 연속이 아니면 이것은 복사본입니다.
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
            flat = p.reshape(-1)
            flat -= (self.lr * p.grad / (self.sums[i].sqrt() + self.eps)).reshape(-1)

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
