"""The class keeps Nesterov's own point x beside each parameter, and nag fills a tensor made beforehand."""

from __future__ import annotations

import torch


def nag(grad_fn, x0, lr, mu, n):
    out = x0.new_empty((n + 1, *x0.shape))
    out[0] = x0
    v = torch.zeros_like(x0)
    for t in range(n):
        v = torch.sub(mu * v, grad_fn(out[t] + mu * v), alpha=lr)
        out[t + 1] = out[t] + v
    return out


class NAG:
    def __init__(self, params, lr, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.pairs = [(p, p.detach().clone()) for p in params]

    def step(self):
        with torch.no_grad():
            for p, x in self.pairs:
                if p.grad is None:
                    continue
                new = p - self.lr * p.grad
                p.copy_(new + self.momentum * (new - x))
                x.copy_(new)

    def zero_grad(self):
        for p, _ in self.pairs:
            p.grad = None
