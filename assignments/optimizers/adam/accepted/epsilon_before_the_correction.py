"""The form of section 2 of the paper: the corrections in the step size, epsilon beside the uncorrected root."""

from __future__ import annotations

import math

import torch


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        self.state = [{"param": p, "t": 0, "m": torch.zeros_like(p), "v": torch.zeros_like(p)} for p in params]
        self.lr, self.betas, self.eps = lr, betas, eps
        self.l2 = 0.0 if decoupled else weight_decay
        self.shrink = 1 - lr * weight_decay if decoupled else 1.0

    def step(self):
        beta1, beta2 = self.betas
        for s in self.state:
            p = s["param"]
            if p.grad is None:
                continue
            s["t"] += 1
            g = p.grad.detach().clone().add_(p.detach(), alpha=self.l2)
            s["m"].lerp_(g, 1 - beta1)
            s["v"].lerp_(g.square(), 1 - beta2)
            size = self.lr * math.sqrt(1 - beta2 ** s["t"]) / (1 - beta1 ** s["t"])
            p.data.mul_(self.shrink).addcdiv_(s["m"], s["v"].sqrt().add_(self.eps), value=-size)

    def zero_grad(self):
        for s in self.state:
            if s["param"].grad is not None:
                s["param"].grad.zero_()
