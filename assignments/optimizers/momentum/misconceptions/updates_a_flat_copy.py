"""en: You move reshape(-1) of a parameter, which is a copy where the memory is not contiguous.
ko: 매개변수의 reshape(-1)을 움직입니다. 메모리가 연속이 아니면 이것은 복사본입니다.
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
            v = g if v is None else self.momentum * v + (1 - self.dampening) * g
            self.velocities[i] = v
            flat = p.reshape(-1)
            flat -= self.lr * v.reshape(-1)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
