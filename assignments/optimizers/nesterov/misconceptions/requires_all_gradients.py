"""en: You used every p.grad in NAG without looking whether it is None.
ko: NAG에서 p.grad가 None인지 확인하지 않고 모두 사용했습니다.
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
            g = p.grad
            v = self.momentum * self.velocities[i] + g
            self.velocities[i] = v
            p -= self.lr * (g + self.momentum * v)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
