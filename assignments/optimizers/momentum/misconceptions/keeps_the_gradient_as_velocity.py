"""en: Your first velocity is the tensor p.grad itself, so each of the two changes with the other.
ko: 첫 속도로 p.grad 텐서 자체를 보관하여 한쪽이 바뀌면 다른 쪽도 바뀝니다.
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
            g = p.grad if self.weight_decay == 0 else p.grad + self.weight_decay * p
            if self.velocities[i] is None:
                self.velocities[i] = g
            else:
                self.velocities[i].mul_(self.momentum).add_(g, alpha=1 - self.dampening)
            p -= self.lr * self.velocities[i]

    def zero_grad(self):
        for p in self.params:
            p.grad = None
