"""en: You keep m, v and t on the class, by the tensor, so a second optimizer on it goes on with those of the first.
ko: m, v, t를 텐서별로 클래스에 보관하여, 같은 텐서를 쓰는 두 번째 옵티마이저가 첫 번째의 값을 이어받습니다.
"""

from __future__ import annotations

import math
from typing import ClassVar

import torch


class AdamP:
    state: ClassVar[dict] = {}

    def __init__(
        self,
        params,
        lr=1e-3,
        betas=(0.9, 0.999),
        eps=1e-8,
        weight_decay=0.0,
        delta=0.1,
        wd_ratio=0.1,
        nesterov=False,
    ):
        self.params = list(params)
        self.lr = lr
        self.beta1, self.beta2 = betas
        self.eps = eps
        self.weight_decay = weight_decay
        self.delta = delta
        self.wd_ratio = wd_ratio
        self.nesterov = nesterov

    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad
            m, v, t = self.state.get(p, (torch.zeros_like(p), torch.zeros_like(p), 0))
            t += 1
            m = self.beta1 * m + (1 - self.beta1) * g
            v = self.beta2 * v + (1 - self.beta2) * g * g
            self.state[p] = (m, v, t)
            root = (v / (1 - self.beta2**t)).sqrt() + self.eps
            lead = self.beta1 * m + (1 - self.beta1) * g if self.nesterov else m
            update = lead / root

            ratio = 1.0
            if p.dim() > 1:
                for view in (p.shape[0], -1), (1, -1):
                    if self.looks_scale_invariant(p.reshape(view), g.reshape(view)):
                        update = self.project(update.reshape(view), p.reshape(view)).reshape(p.shape)
                        ratio = self.wd_ratio
                        break

            p.mul_(1 - self.lr * self.weight_decay * ratio)
            p.sub_(self.lr / (1 - self.beta1**t) * update)

    def looks_scale_invariant(self, p, g):
        dot = (p * g).sum(dim=1).abs()
        cosine = dot / (p.norm(dim=1).clamp(min=self.eps) * g.norm(dim=1).clamp(min=self.eps))
        return cosine.max() < self.delta / math.sqrt(p.shape[1])

    def project(self, update, p):
        unit = p / (p.norm(dim=1, keepdim=True) + self.eps)
        return update - unit * (unit * update).sum(dim=1, keepdim=True)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
