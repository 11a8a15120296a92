"""en: You keep m, v and t on the class, by the tensor, so a second optimizer on it goes on with those of the first.
ko: m, v, t를 텐서별로 클래스에 보관하여, 같은 텐서를 쓰는 두 번째 옵티마이저가 첫 번째의 값을 이어받습니다.
"""

from __future__ import annotations

import math
from typing import ClassVar

import torch


class RAdam:
    state: ClassVar[dict] = {}

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, threshold=5.0, warm="sgd"):
        self.params = list(params)
        self.lr = lr
        self.beta1, self.beta2 = betas
        self.eps = eps
        self.threshold = threshold
        self.warm = warm

    @torch.no_grad()
    def step(self):
        rho_inf = 2 / (1 - self.beta2) - 1
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad
            m, v, t = self.state.get(p, (torch.zeros_like(p), torch.zeros_like(p), 0))
            t += 1
            m = self.beta1 * m + (1 - self.beta1) * g
            v = self.beta2 * v + (1 - self.beta2) * g * g
            self.state[p] = (m, v, t)
            m_hat = m / (1 - self.beta1**t)
            rho = rho_inf - 2 * t * self.beta2**t / (1 - self.beta2**t)
            if rho > self.threshold:
                r = math.sqrt((rho - 4) * (rho - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho))
                root = v.sqrt() + self.eps
                p.sub_(self.lr * r * m_hat * math.sqrt(1 - self.beta2**t) / root)
            elif self.warm == "sgd":
                p.sub_(self.lr * m_hat)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
