# -*- coding: cp949 -*-
# 과제 2: 드롭아웃과 RMSprop
import torch
import torch.nn as nn
import torch.nn.functional as F

# 제곱 기울기의 지수이동평균
class RMSprop:
    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8, momentum=0.0, centered=False):
        self.params = list(params)
        self.lr, self.alpha, self.eps, self.momentum, self.centered = lr, alpha, eps, momentum, centered
        self.sq = [torch.zeros_like(p) for p in self.params]
        self.avg = [torch.zeros_like(p) for p in self.params]
        self.buf = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self):
        for p, sq, avg, buf in zip(self.params, self.sq, self.avg, self.buf):
            if p.grad is None:
                continue
            g = p.grad
            sq.mul_(self.alpha).add_((1 - self.alpha) * g * g)
            var = sq
            if self.centered:
                avg.mul_(self.alpha).add_((1 - self.alpha) * g)
                var = (sq - avg ** 2).clamp(min=0)
            buf.mul_(self.momentum).add_(g / (var.sqrt() + self.eps))
            p.sub_(self.lr * buf)

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# 살아남은 값은 1/(1-p)배
def dropout(x, p=0.5, training=True, generator=None):
    if not 0 <= p <= 1:
        raise ValueError("p must be between 0 and 1")
    if not training:
        return x
    if p == 1:
        return x * 0.0
    device = x.device if generator is None else generator.device
    keep = torch.rand(x.shape, generator=generator, device=device).to(x.device) >= p
    return x * keep.to(x.dtype) / (1 - p)


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p <= 1:
            raise ValueError("p must be between 0 and 1")
        self.p = p

    def forward(self, x):
        return dropout(x, self.p, self.training)
