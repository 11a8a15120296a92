"""en: You kept NAG's velocities on the class, so all optimizers share them.
ko: NAG의 속도를 클래스에 저장하여 모든 옵티마이저가 함께 사용합니다.
"""

from __future__ import annotations

from typing import ClassVar

import torch


def nag(grad_fn, x0, lr, mu, n):
    x, v = x0.clone(), torch.zeros_like(x0)
    trajectory = [x]
    for _ in range(n):
        v = mu * v - lr * grad_fn(x + mu * v)
        x = x + v
        trajectory.append(x)
    return torch.stack(trajectory)


class NAG:
    velocities: ClassVar[dict] = {}

    def __init__(self, params, lr, momentum=0.9):
        self.params = list(params)
        self.lr, self.momentum = lr, momentum
        self.velocities.update((i, torch.zeros_like(p)) for i, p in enumerate(self.params))

    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad
            v = self.momentum * self.velocities[i] + g
            self.velocities[i] = v
            p -= self.lr * (g + self.momentum * v)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
