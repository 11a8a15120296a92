"""en: You skip a parameter whose gradient is zero, so its velocity neither decays nor carries it on.
ko: 그래디언트가 0인 매개변수를 건너뛰어, 속도가 줄어들지도 매개변수를 움직이지도 않습니다.
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
            if p.grad is None or not p.grad.any():
                continue
            g = p.grad + self.weight_decay * p
            v = self.velocities[i]
            v = g if v is None else self.momentum * v + (1 - self.dampening) * g
            self.velocities[i] = v
            p -= self.lr * v

    def zero_grad(self):
        for p in self.params:
            p.grad = None
