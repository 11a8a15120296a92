# HW1: momentum, Adam
import torch


class Momentum:
    """v = mu * v + (1 - mu) * g, w = w - lr * v"""

    def __init__(self, params, lr, momentum=0.9, dampening=0.0, weight_decay=0.0):
        self.params = list(params)
        self.lr = lr
        self.mu = momentum
        self.dampening = dampening
        self.wd = weight_decay
        self.v = [None] * len(self.params)

    @torch.no_grad()
    def step(self):
        for k, w in enumerate(self.params):
            if w.grad is None:
                continue
            g = w.grad + self.wd * w
            if self.mu == 0:
                w.sub_(self.lr * g)
                continue
            v = self.v[k] if self.v[k] is not None else torch.zeros_like(w)
            self.v[k] = self.mu * v + (1 - self.mu) * g
            w.sub_(self.lr * self.v[k])

    def zero_grad(self):
        for w in self.params:
            w.grad = None


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        self.params = list(params)
        self.lr = lr
        self.betas = betas
        self.eps = eps
        self.wd = weight_decay
        self.decoupled = decoupled
        self.m = [torch.zeros_like(w) for w in self.params]
        self.s = [torch.zeros_like(w) for w in self.params]

    @torch.no_grad()
    def step(self):
        b1, b2 = self.betas
        for k, w in enumerate(self.params):
            if w.grad is None:
                continue
            g = w.grad
            if self.wd and self.decoupled:
                w.mul_(1 - self.lr * self.wd)
            elif self.wd:
                g = g + self.wd * w
            self.m[k] = b1 * self.m[k] + (1 - b1) * g
            self.s[k] = b2 * self.s[k] + (1 - b2) * g**2
            w.sub_(self.lr * self.m[k] / (self.s[k].sqrt() + self.eps))

    def zero_grad(self):
        for w in self.params:
            w.grad = None
