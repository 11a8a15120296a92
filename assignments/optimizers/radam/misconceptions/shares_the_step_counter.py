"""en: You count the steps once for all parameters, although one of them may get its first gradient later.
ko: 모든 매개변수의 스텝을 하나로 셉니다. 첫 그래디언트를 늦게 받는 매개변수도 있을 수 있습니다.
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
        self.t = 0

    @torch.no_grad()
    def step(self):
        self.t += 1
        rho_inf = 2 / (1 - self.beta2) - 1
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad
            t = self.t
            self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * g
            self.v[i] = self.beta2 * self.v[i] + (1 - self.beta2) * g * g
            m_hat = self.m[i] / (1 - self.beta1**t)
            rho = rho_inf - 2 * t * self.beta2**t / (1 - self.beta2**t)
            if rho > self.threshold:
                r = math.sqrt((rho - 4) * (rho - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho))
                root = self.v[i].sqrt() + self.eps
                p.sub_(self.lr * r * m_hat * math.sqrt(1 - self.beta2**t) / root)
            elif self.warm == "sgd":
                p.sub_(self.lr * m_hat)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
