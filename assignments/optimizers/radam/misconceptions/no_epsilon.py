"""en: You leave epsilon out of the denominator, so a gradient of zero gives NaN.
ko: 분모에서 epsilon을 빠뜨려 그래디언트가 0이면 NaN이 됩니다.
"""

from __future__ import annotations

import math

import torch


class RAdam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, threshold=5.0, warm="sgd"):
        self.params = list(params)
        self.lr = lr
        self.beta1, self.beta2 = betas
        self.eps = eps
        self.threshold = threshold
        self.warm = warm
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = [0 for _ in self.params]

    @torch.no_grad()
    def step(self):
        rho_inf = 2 / (1 - self.beta2) - 1
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad
            self.t[i] += 1
            t = self.t[i]
            self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * g
            self.v[i] = self.beta2 * self.v[i] + (1 - self.beta2) * g * g
            m_hat = self.m[i] / (1 - self.beta1**t)
            rho = rho_inf - 2 * t * self.beta2**t / (1 - self.beta2**t)
            if rho > self.threshold:
                r = math.sqrt((rho - 4) * (rho - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho))
                root = self.v[i].sqrt()
                p.sub_(self.lr * r * m_hat * math.sqrt(1 - self.beta2**t) / root)
            elif self.warm == "sgd":
                p.sub_(self.lr * m_hat)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
