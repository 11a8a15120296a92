"""en: You keep m, v and t on the class, by the tensor, so a second optimizer on it goes on with those of the first.
ko: m, v, t를 텐서별로 클래스에 보관하여, 같은 텐서를 쓰는 두 번째 옵티마이저가 첫 번째의 값을 이어받습니다.
"""

from __future__ import annotations

from typing import ClassVar

import torch


class Adam:
    state: ClassVar[dict] = {}

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        self.params = list(params)
        self.lr = lr
        self.beta1, self.beta2 = betas
        self.eps = eps
        self.weight_decay = weight_decay
        self.decoupled = decoupled

    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad
            if self.weight_decay and self.decoupled:
                p.mul_(1 - self.lr * self.weight_decay)
            elif self.weight_decay:
                g = g + self.weight_decay * p
            m, v, t = self.state.get(p, (torch.zeros_like(p), torch.zeros_like(p), 0))
            t += 1
            m = self.beta1 * m + (1 - self.beta1) * g
            v = self.beta2 * v + (1 - self.beta2) * g * g
            self.state[p] = (m, v, t)
            m_hat = m / (1 - self.beta1**t)
            v_hat = v / (1 - self.beta2**t)
            p.sub_(self.lr * m_hat / (v_hat.sqrt() + self.eps))

    def zero_grad(self):
        for p in self.params:
            p.grad = None
