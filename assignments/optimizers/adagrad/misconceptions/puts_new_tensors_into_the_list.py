"""en: You put new tensors in place of the parameters, so the model keeps the old ones.
ko: 매개변수 자리에 새 텐서를 넣어, 모델은 예전 텐서를 그대로 가지고 있습니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


class Adagrad:
    def __init__(
        self,
        params: list[Tensor],
        lr: float = 1e-2,
        eps: float = 1e-10,
        initial_accumulator_value: float = 0.0,
    ) -> None:
        self.params = params if isinstance(params, list) else list(params)
        self.lr, self.eps = lr, eps
        self.sums = [torch.full_like(p, initial_accumulator_value) for p in self.params]

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            self.sums[i] += p.grad**2
            new = p - self.lr * p.grad / (self.sums[i].sqrt() + self.eps)
            self.params[i] = new.requires_grad_()

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
