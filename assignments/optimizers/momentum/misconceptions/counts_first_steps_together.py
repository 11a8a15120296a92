"""en: You counted the first step once for the whole optimizer, so a gradient that comes late is dampened.
ko: 첫 스텝을 옵티마이저 전체에서 한 번만 세어, 늦게 온 첫 그래디언트에 dampening이 적용되었습니다.
"""

from __future__ import annotations

import torch


class Momentum:
    def __init__(self, params, lr, momentum=0.9, dampening=0.0, weight_decay=0.0):
        self.params = list(params)
        self.lr, self.momentum = lr, momentum
        self.dampening, self.weight_decay = dampening, weight_decay
        self.velocities = [None] * len(self.params)
        self.started = False

    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p
            v = self.velocities[i]
            v = g if not self.started else (0 if v is None else self.momentum * v) + (1 - self.dampening) * g
            self.velocities[i] = v
            p -= self.lr * v
        self.started = True

    def zero_grad(self):
        for p in self.params:
            p.grad = None
