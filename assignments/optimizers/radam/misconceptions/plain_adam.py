"""en: You take the full Adam step at every step, without rectification or warm-up.
ko: 정류(rectification)와 준비 구간 없이 스텝마다 Adam 스텝을 그대로 적용했습니다.
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
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad
            self.t[i] += 1
            t = self.t[i]
            self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * g
            self.v[i] = self.beta2 * self.v[i] + (1 - self.beta2) * g * g
            m_hat = self.m[i] / (1 - self.beta1**t)
            root = self.v[i].sqrt() + self.eps
            p.sub_(self.lr * m_hat * math.sqrt(1 - self.beta2**t) / root)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
