"""과제 1: 모멘텀"""
import torch


class Momentum:
    def __init__(self, params, lr, momentum=0.9, dampening=0.0, weight_decay=0.0):
        self.params = list(params)
        self.lr = lr
        self.momentum = momentum
        self.dampening = dampening
        self.weight_decay = weight_decay
        self.velocity = {}

    @torch.no_grad()
    def step(self):
        for i, w in enumerate(self.params):
            if w.grad is None:
                continue
            g = w.grad
            if self.weight_decay:
                g = g + self.weight_decay * w
            if self.momentum:
                # 지수 이동평균
                v = self.velocity.get(i, torch.zeros_like(w))
                g = self.velocity[i] = torch.lerp(g, v, self.momentum)
            w -= self.lr * g

    def zero_grad(self):
        for w in self.params:
            w.grad = None
