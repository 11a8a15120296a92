"""en: You skip the early steps for warm='none' alone; every string but 'sgd' asks for that.
ko: warm='none'일 때만 초기 스텝을 건너뛰었습니다. 'sgd'가 아닌 모든 문자열이 같은 뜻입니다.
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
                root = self.v[i].sqrt() + self.eps
                p.sub_(self.lr * r * m_hat * math.sqrt(1 - self.beta2**t) / root)
            elif self.warm != "none":
                p.sub_(self.lr * m_hat)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
