"""en: You made new tensors in NAG instead of changing the given ones, so the model does not move.
ko: NAG에서 받은 텐서를 바꾸지 않고 새 텐서를 만들어, 모델은 움직이지 않습니다.
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
            new = p - self.lr * (g + self.momentum * v)
            new.grad = p.grad
            self.params[i] = new

    def zero_grad(self):
        for p in self.params:
            p.grad = None
