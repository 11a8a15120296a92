"""en: You kept the .grad tensors themselves, so the past changes when their owner fills them anew.
ko: .grad 텐서 자체를 보관하여, 주인이 그 값을 새로 채우면 지난 그래디언트까지 바뀝니다.
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
        self.start, self.history = initial_accumulator_value, [[] for _ in self.params]

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            self.history[i].append(p.grad)
            total = self.start + sum(g**2 for g in self.history[i])
            p -= self.lr * p.grad / (total.sqrt() + self.eps)

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
