"""Epsilon is added to the root after the bias correction; the state fills as gradients come."""

from __future__ import annotations

import math

import torch


class RAdam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, threshold=5.0, warm="sgd"):
        self.params, self.lr, self.betas, self.eps = list(params), lr, betas, eps
        self.threshold, self.warm = threshold, warm
        self.state = {}

    def factor(self, t):
        """r_t, or None while the average is too short."""
        beta2 = self.betas[1]
        longest = (1 + beta2) / (1 - beta2)
        length = longest - 2 * t / (beta2**-t - 1)
        if length < self.threshold:
            return None
        return math.sqrt((length - 4) / (longest - 4) * (length - 2) / (longest - 2) * longest / length)

    def step(self):
        beta1, beta2 = self.betas
        for p in self.params:
            if p.grad is None:
                continue
            t, m, v = self.state.get(id(p), (0, 0.0, 0.0))
            t, m, v = t + 1, beta1 * m + (1 - beta1) * p.grad, beta2 * v + (1 - beta2) * p.grad**2
            self.state[id(p)] = (t, m, v)
            update, r = m / (1 - beta1**t), self.factor(t)
            if r is not None:
                update = r * update / (torch.sqrt(v / (1 - beta2**t)) + self.eps)
            elif self.warm != "sgd":
                continue
            p.data -= self.lr * update

    def zero_grad(self):
        for p in self.params:
            p.grad = None
