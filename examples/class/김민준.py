# 과제 1: 옵티마이저 (모멘텀, RMSprop, Adam)
import torch
import torch.nn as nn
import torch.nn.functional as F


class Momentum:
    def __init__(self, params, lr, momentum=0.9, dampening=0.0, weight_decay=0.0):
        self.params = list(params)
        self.lr, self.momentum, self.dampening, self.weight_decay = lr, momentum, dampening, weight_decay
        self.buf = {}

    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p
            if self.momentum != 0:
                if i not in self.buf:
                    self.buf[i] = g.clone()
                else:
                    self.buf[i] = self.momentum * self.buf[i] + (1 - self.dampening) * g
                g = self.buf[i]
            p -= self.lr * g

    def zero_grad(self):
        for p in self.params:
            p.grad = None


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


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        self.params = list(params)
        self.lr, self.eps, self.weight_decay, self.decoupled = lr, eps, weight_decay, decoupled
        self.b1, self.b2 = betas
        self.state = [dict(t=0, m=torch.zeros_like(p), v=torch.zeros_like(p)) for p in self.params]

    @torch.no_grad()
    def step(self):
        for p, s in zip(self.params, self.state):
            if p.grad is None:
                continue
            g = p.grad
            if self.decoupled:
                p.mul_(1 - self.lr * self.weight_decay)
            else:
                g = g + self.weight_decay * p
            s["t"] += 1
            s["m"] = self.b1 * s["m"] + (1 - self.b1) * g
            s["v"] = self.b2 * s["v"] + (1 - self.b2) * g * g
            m_hat = s["m"] / (1 - self.b1 ** s["t"])
            v_hat = s["v"] / (1 - self.b2 ** s["t"])
            p.sub_(self.lr * m_hat / (v_hat.sqrt() + self.eps))

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad = torch.zeros_like(p.grad)
