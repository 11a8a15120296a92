"""en: You kept the sums on the class, by the tensor, so a second optimizer on it goes on with those of the first.
ko: 제곱합을 텐서별로 클래스에 저장하여, 같은 텐서를 쓰는 두 번째 옵티마이저가 첫 번째의 값을 이어받습니다.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import torch
from torch import Tensor


class Adagrad:
    state: ClassVar[dict] = {}

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-2,
        eps: float = 1e-10,
        initial_accumulator_value: float = 0.0,
    ) -> None:
        self.params = list(params)
        self.lr, self.eps = lr, eps
        for p in self.params:
            self.state.setdefault(p, torch.full_like(p, initial_accumulator_value))

    @torch.no_grad()
    def step(self) -> None:
        for p in self.params:
            if p.grad is None:
                continue
            self.state[p] += p.grad**2
            p -= self.lr * p.grad / (self.state[p].sqrt() + self.eps)

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
