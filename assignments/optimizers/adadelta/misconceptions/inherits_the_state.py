"""en: You kept the averages on the class, by the tensor, so a second optimizer on it goes on with those of the first.
ko: 이동평균을 텐서별로 클래스에 저장하여, 같은 텐서를 쓰는 두 번째 옵티마이저가 첫 번째의 값을 이어받습니다.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import torch
from torch import Tensor


class Adadelta:
    state: ClassVar[dict] = {}

    def __init__(self, params: Iterable[Tensor], lr: float = 1.0, rho: float = 0.9, eps: float = 1e-6) -> None:
        self.params = list(params)
        self.lr, self.rho, self.eps = lr, rho, eps

    @torch.no_grad()
    def step(self) -> None:
        for p in self.params:
            if p.grad is None:
                continue
            squares, steps = self.state.get(p, (torch.zeros_like(p), torch.zeros_like(p)))
            squares = self.rho * squares + (1 - self.rho) * p.grad**2
            delta = (steps + self.eps).sqrt() / (squares + self.eps).sqrt() * p.grad
            self.state[p] = (squares, self.rho * steps + (1 - self.rho) * delta**2)
            p -= self.lr * delta

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
