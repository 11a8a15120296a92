"""The heavy ball as Polyak wrote it, without a velocity: the last two positions say how fast the ball is."""

from __future__ import annotations

import torch


class Momentum:
    def __init__(self, params, lr, momentum=0.9, dampening=0.0, weight_decay=0.0):
        self.params = list(params)
        self.lr, self.momentum, self.dampening, self.weight_decay = lr, momentum, dampening, weight_decay
        self.before = {}

    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p
            now = p.clone()
            if i in self.before:
                p.add_(self.momentum * (now - self.before[i]) - self.lr * (1 - self.dampening) * g)
            else:
                p.sub_(self.lr * g)
            self.before[i] = now

    def zero_grad(self):
        for p in self.params:
            p.grad = None
