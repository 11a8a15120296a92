"""en: You kept the velocities on the class, so all optimizers share them.
ko: 속도를 클래스에 저장하여 모든 옵티마이저가 함께 사용합니다.
"""

from __future__ import annotations

from typing import ClassVar

import torch


class Momentum:
    velocities: ClassVar[dict] = {}

    def __init__(self, params, lr, momentum=0.9, dampening=0.0, weight_decay=0.0):
        self.params = list(params)
        self.lr, self.momentum = lr, momentum
        self.dampening, self.weight_decay = dampening, weight_decay
        self.velocities.clear()

    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p
            v = self.velocities.get(i)
            v = g if v is None else self.momentum * v + (1 - self.dampening) * g
            self.velocities[i] = v
            p -= self.lr * v

    def zero_grad(self):
        for p in self.params:
            p.grad = None
