"""en: You weighted the gradient with 1 - momentum, an exponential average, which makes the steps ten times smaller at momentum 0.9.
ko: 기울기에 1 - momentum을 곱한 지수 이동 평균을 사용하여, momentum이 0.9일 때 스텝이 열 배 작아집니다.
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
            v = (1 - self.momentum) * g if v is None else self.momentum * v + (1 - self.momentum) * (1 - self.dampening) * g
            self.velocities[i] = v
            p -= self.lr * v

    def zero_grad(self):
        for p in self.params:
            p.grad = None
