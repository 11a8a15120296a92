"""en: You compare the cosine with delta and forget to divide delta by sqrt(dim).
ko: delta를 sqrt(dim)으로 나누지 않고 코사인과 비교했습니다.
"""

from __future__ import annotations

import torch


class AdamP:
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
            root = (self.v[i] / (1 - self.beta2**t)).sqrt() + self.eps
            lead = self.beta1 * self.m[i] + (1 - self.beta1) * g if self.nesterov else self.m[i]
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
        return cosine.max() < self.delta

    def project(self, update, p):
        unit = p / (p.norm(dim=1, keepdim=True) + self.eps)
        return update - unit * (unit * update).sum(dim=1, keepdim=True)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
