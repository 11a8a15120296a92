"""en: You moved the parameter with the velocity from before the update.
ko: 갱신하기 전의 속도로 매개변수를 움직였습니다.
"""

from __future__ import annotations

import torch


class Momentum:
    def __init__(self, params, lr, momentum=0.9, dampening=0.0, weight_decay=0.0):
        self.params = list(params)
        self.lr, self.momentum = lr, momentum
        self.dampening, self.weight_decay = dampening, weight_decay
        self.velocities = [None] * len(self.params)

    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p
            v = self.velocities[i]
            old = torch.zeros_like(g) if v is None else v
            v = g if v is None else self.momentum * v + (1 - self.dampening) * g
            self.velocities[i] = v
            p -= self.lr * old

    def zero_grad(self):
        for p in self.params:
            p.grad = None
