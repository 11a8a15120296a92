"""en: You used every p.grad without looking whether it is None.
ko: p.grad가 None인지 확인하지 않고 모두 사용했습니다.
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
            g = p.grad + self.weight_decay * p
            v = self.velocities[i]
            v = g if v is None else self.momentum * v + (1 - self.dampening) * g
            self.velocities[i] = v
            p -= self.lr * v

    def zero_grad(self):
        for p in self.params:
            p.grad = None
