"""en: NAG moves reshape(-1) of a parameter, which is a copy where the memory is not contiguous.
ko: NAG가 매개변수의 reshape(-1)을 움직입니다. 메모리가 연속이 아니면 이것은 복사본입니다.
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
            flat = p.reshape(-1)
            flat -= self.lr * (g + self.momentum * v).reshape(-1)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
