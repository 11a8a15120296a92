"""en: You moved x in place in nag, so x0 and all stored points are one and the same tensor.
ko: nag에서 x를 제자리(in-place)에서 움직여, x0와 저장한 모든 점이 하나의 같은 텐서가 되었습니다.
"""

from __future__ import annotations

import torch


def nag(grad_fn, x0, lr, mu, n):
    x, v = x0, torch.zeros_like(x0)
    trajectory = [x]
    for _ in range(n):
        v = mu * v - lr * grad_fn(x + mu * v)
        x += v
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
            p -= self.lr * (g + self.momentum * v)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
