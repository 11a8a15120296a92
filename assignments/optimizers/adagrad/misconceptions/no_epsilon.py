"""en: You left eps out, so a gradient of zero gives 0/0 = NaN.
ko: eps를 빠뜨려 그래디언트가 0일 때 0/0 = NaN이 됩니다.
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
            p -= self.lr * p.grad / self.sums[i].sqrt()

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
