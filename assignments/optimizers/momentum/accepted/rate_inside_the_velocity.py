"""The classic form: the learning rate is part of the velocity, kept in a dictionary by the id of the parameter."""

from __future__ import annotations


class Momentum:
    def __init__(self, params, lr, momentum=0.9, dampening=0.0, weight_decay=0.0):
        self.params = list(params)
        self.lr = lr
        self.mu = momentum
        self.d = dampening
        self.wd = weight_decay
        self.v = {}

    def step(self):
        for p in self.params:
            if p.grad is not None:
                g = p.grad.detach() + self.wd * p.detach()
                if id(p) in self.v:
                    self.v[id(p)] = self.mu * self.v[id(p)] - self.lr * (1 - self.d) * g
                else:
                    self.v[id(p)] = -self.lr * g
                p.data = p.data + self.v[id(p)]

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad.zero_()
