"""Epsilon stands inside the root; the averages change in place."""

from __future__ import annotations

import math

import torch


class RAdam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, threshold=5.0, warm="sgd"):
        self.slots = [[p, torch.zeros_like(p), torch.zeros_like(p), 0] for p in params]
        self.lr, self.betas, self.eps, self.threshold, self.warm = lr, betas, eps, threshold, warm

    @torch.no_grad()
    def step(self):
        b1, b2 = self.betas
        rho_inf = 2 / (1 - b2) - 1
        for slot in self.slots:
            p, m, v, _ = slot
            if p.grad is None:
                continue
            slot[3] += 1
            t = slot[3]
            m.lerp_(p.grad, 1 - b1)
            v.mul_(b2).addcmul_(p.grad, p.grad, value=1 - b2)
            c1, c2 = 1 - b1**t, 1 - b2**t
            rho = rho_inf - 2 * t * (1 - c2) / c2
            if rho > self.threshold:
                r = math.sqrt((rho - 4) * (rho - 2) * rho_inf) / math.sqrt((rho_inf - 4) * (rho_inf - 2) * rho)
                p.addcdiv_(m, (v / c2 + self.eps).sqrt(), value=-self.lr * r / c1)
            elif self.warm == "sgd":
                p.add_(m, alpha=-self.lr / c1)

    def zero_grad(self):
        for p, *_ in self.slots:
            if p.grad is not None:
                p.grad.zero_()
