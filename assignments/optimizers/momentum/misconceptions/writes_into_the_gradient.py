"""en: You added the weight decay to p.grad itself, so the gradient is different after the step.
ko: 가중치 감쇠를 p.grad 자체에 더하여, 스텝 뒤에 그래디언트가 달라졌습니다.
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
            g = p.grad.add_(self.weight_decay * p)
            v = self.velocities[i]
            v = g.clone() if v is None else self.momentum * v + (1 - self.dampening) * g
            self.velocities[i] = v
            p -= self.lr * v

    def zero_grad(self):
        for p in self.params:
            p.grad = None
