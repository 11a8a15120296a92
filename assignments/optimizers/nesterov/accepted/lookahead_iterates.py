"""nag returns the look-ahead points; the class keeps the learning rate inside a velocity that is made on first use."""

from __future__ import annotations

import torch


def nag(grad_fn, x0, lr, mu, n):
    ahead = [x0.clone()]
    v = torch.zeros_like(x0)
    for _ in range(n):
        g = grad_fn(ahead[-1])
        v = mu * v + g
        ahead.append(ahead[-1] - lr * (g + mu * v))
    return torch.stack(ahead)


class NAG:
    def __init__(self, params, lr, momentum=0.9):
        self.params, self.lr, self.mu, self.v = list(params), lr, momentum, {}

    def step(self):
        for p in self.params:
            if p.grad is not None:
                move = self.lr * p.grad
                v = self.mu * self.v.get(id(p), 0.0) - move
                self.v[id(p)] = v
                p.data = p.data + (self.mu * v - move)

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad.zero_()
