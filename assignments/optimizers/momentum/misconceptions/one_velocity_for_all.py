"""en: You kept one velocity per shape, so parameters of equal shape move each other.
ko: 모양마다 속도를 하나만 두어, 모양이 같은 매개변수들이 서로의 움직임에 영향을 줍니다.
"""

from __future__ import annotations

import torch


class Momentum:
    def __init__(self, params, lr, momentum=0.9, dampening=0.0, weight_decay=0.0):
        self.params = list(params)
        self.lr, self.momentum = lr, momentum
        self.dampening, self.weight_decay = dampening, weight_decay
        self.velocities = {}

    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p
            v = self.velocities.get(p.shape)
            v = g if v is None else self.momentum * v + (1 - self.dampening) * g
            self.velocities[p.shape] = v
            p -= self.lr * v

    def zero_grad(self):
        for p in self.params:
            p.grad = None
