"""en: NAG's first velocity is the tensor p.grad itself, so each of the two changes with the other.
ko: NAG의 첫 속도로 p.grad 텐서 자체를 보관하여 한쪽이 바뀌면 다른 쪽도 바뀝니다.
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
        self.velocities = [None] * len(self.params)

    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad.clone()
            if self.velocities[i] is None:
                self.velocities[i] = p.grad
            else:
                self.velocities[i].mul_(self.momentum).add_(g)
            p -= self.lr * (g + self.momentum * self.velocities[i])

    def zero_grad(self):
        for p in self.params:
            p.grad = None
