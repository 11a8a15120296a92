"""en: You moved by lr * (v + mu * v) in NAG instead of lr * (g + mu * v), which adds momentum twice.
ko: NAG에서 lr * (g + mu * v)가 아니라 lr * (v + mu * v)만큼 움직여 모멘텀을 두 번 더했습니다.
"""

from __future__ import annotations

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
    def __init__(self, params, lr, momentum=0.9):
        self.params = list(params)
        self.lr, self.momentum = lr, momentum
        self.velocities = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad
            v = self.momentum * self.velocities[i] + g
            self.velocities[i] = v
            p -= self.lr * (v + self.momentum * v)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
