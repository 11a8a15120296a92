"""en: You put new tensors in place of the parameters, so the model keeps the old ones.
ko: 매개변수 자리에 새 텐서를 넣어, 모델은 예전 텐서를 그대로 가지고 있습니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


class RMSprop:
    def __init__(
        self,
        params: list[Tensor],
        lr: float = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        momentum: float = 0.0,
        centered: bool = False,
    ) -> None:
        self.params = params if isinstance(params, list) else list(params)
        self.lr, self.alpha, self.eps, self.momentum, self.centered = lr, alpha, eps, momentum, centered
        self.squares = [torch.zeros_like(p) for p in self.params]
        self.means = [torch.zeros_like(p) for p in self.params]
        self.buffers = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            self.squares[i] = self.alpha * self.squares[i] + (1 - self.alpha) * p.grad**2
            self.means[i] = self.alpha * self.means[i] + (1 - self.alpha) * p.grad
            variance = self.squares[i]
            if self.centered:
                variance = variance - self.means[i] ** 2
            self.buffers[i] = self.momentum * self.buffers[i] + p.grad / (variance.sqrt() + self.eps)
            self.params[i] = (p - self.lr * self.buffers[i]).requires_grad_()

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
