"""Epsilon inside the uncorrected root, which is corrected together with it."""

from __future__ import annotations

import torch


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        self.state = [{"p": p, "t": 0, "m": torch.zeros_like(p), "v": torch.zeros_like(p)} for p in params]
        self.lr, self.betas, self.eps, self.weight_decay, self.decoupled = lr, betas, eps, weight_decay, decoupled

    @torch.no_grad()
    def step(self):
        beta1, beta2 = self.betas
        for s in self.state:
            p, g = s["p"], s["p"].grad
            if g is None:
                continue
            if self.decoupled:
                p *= 1 - self.lr * self.weight_decay
            else:
                g = g.add(p, alpha=self.weight_decay)
            s["t"] += 1
            s["m"].lerp_(g, 1 - beta1)
            s["v"].lerp_(g.square(), 1 - beta2)
            root = ((s["v"] + self.eps) / (1 - beta2 ** s["t"])).sqrt()
            p -= self.lr / (1 - beta1 ** s["t"]) * s["m"] / root

    def zero_grad(self):
        for s in self.state:
            s["p"].grad = None
