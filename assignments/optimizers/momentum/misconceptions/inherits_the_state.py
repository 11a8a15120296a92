"""en: You keep the velocities on the class, by the tensor, so a second optimizer on it goes on with those of the first.
ko: 속도를 텐서별로 클래스에 저장하여, 같은 텐서를 쓰는 두 번째 옵티마이저가 첫 번째의 속도를 이어받습니다.
"""

from __future__ import annotations

from typing import ClassVar

import torch


class Momentum:
    state: ClassVar[dict] = {}

    def __init__(self, params, lr, momentum=0.9, dampening=0.0, weight_decay=0.0):
        self.params = list(params)
        self.lr, self.momentum = lr, momentum
        self.dampening, self.weight_decay = dampening, weight_decay

    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p
            v = self.state.get(p)
            v = g if v is None else self.momentum * v + (1 - self.dampening) * g
            self.state[p] = v
            p -= self.lr * v

    def zero_grad(self):
        for p in self.params:
            p.grad = None
