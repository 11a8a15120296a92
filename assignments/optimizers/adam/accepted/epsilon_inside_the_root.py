"""Epsilon stands inside the root; the state is a dict by identity that fills as gradients come."""

from __future__ import annotations

import torch


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        self.params = list(params)
        self.settings = lr, betas, eps, weight_decay, decoupled
        self.state = {}

    def step(self):
        lr, (b1, b2), eps, decay, decoupled = self.settings
        with torch.no_grad():
            for p in self.params:
                if p.grad is None:
                    continue
                t, m, v = self.state.get(id(p), (0, 0.0, 0.0))
                g = p.grad if decoupled else p.grad + decay * p
                t, m, v = t + 1, b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g**2
                self.state[id(p)] = t, m, v
                start = p * (1 - lr * decay) if decoupled else p
                p.copy_(start - lr * (m / (1 - b1**t)) / torch.sqrt(v / (1 - b2**t) + eps))

    def zero_grad(self):
        for p in self.params:
            p.grad = None
