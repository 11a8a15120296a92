"""en: You kept the averages on the class, by the tensor, so a second optimizer on it goes on with those of the first.
ko: 이동평균을 텐서별로 클래스에 저장하여, 같은 텐서를 쓰는 두 번째 옵티마이저가 첫 번째의 값을 이어받습니다.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import torch
from torch import Tensor


class RMSprop:
    state: ClassVar[dict] = {}

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        momentum: float = 0.0,
        centered: bool = False,
    ) -> None:
        self.params = list(params)
        self.lr, self.alpha, self.eps, self.momentum, self.centered = lr, alpha, eps, momentum, centered

    @torch.no_grad()
    def step(self) -> None:
        for p in self.params:
            if p.grad is None:
                continue
            squares, means, buffer = self.state.get(p, (torch.zeros_like(p),) * 3)
            squares = self.alpha * squares + (1 - self.alpha) * p.grad**2
            means = self.alpha * means + (1 - self.alpha) * p.grad
            variance = squares
            if self.centered:
                variance = variance - means**2
            buffer = self.momentum * buffer + p.grad / (variance.sqrt() + self.eps)
            self.state[p] = (squares, means, buffer)
            p -= self.lr * buffer

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
