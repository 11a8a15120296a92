"""en: You put new tensors in place of the parameters, so the model keeps the old ones.
ko: 매개변수 자리에 새 텐서를 넣어, 모델은 예전 텐서를 그대로 가지고 있습니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


class Adadelta:
    def __init__(self, params: list[Tensor], lr: float = 1.0, rho: float = 0.9, eps: float = 1e-6) -> None:
        self.params = params if isinstance(params, list) else list(params)
        self.lr, self.rho, self.eps = lr, rho, eps
        self.gradients = [torch.zeros_like(p) for p in self.params]
        self.steps = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            self.gradients[i] = self.rho * self.gradients[i] + (1 - self.rho) * p.grad**2
            delta = (self.steps[i] + self.eps).sqrt() / (self.gradients[i] + self.eps).sqrt() * p.grad
            self.steps[i] = self.rho * self.steps[i] + (1 - self.rho) * delta**2
            self.params[i] = (p - self.lr * delta).requires_grad_()

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
