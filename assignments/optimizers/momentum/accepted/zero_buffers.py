"""Velocities are zeros from the beginning, and a flag per parameter says whether a gradient came already."""

from __future__ import annotations

import torch


class Momentum:
    def __init__(self, params, lr, momentum=0.9, dampening=0.0, weight_decay=0.0):
        self.lr, self.momentum, self.dampening, self.weight_decay = lr, momentum, dampening, weight_decay
        self.slots = [{"p": p, "v": torch.zeros_like(p, requires_grad=False), "new": True} for p in params]

    def step(self):
        with torch.no_grad():
            for slot in self.slots:
                p, v = slot["p"], slot["v"]
                if p.grad is None:
                    continue
                share = 1.0 if slot["new"] else 1.0 - self.dampening
                v.mul_(self.momentum).add_(p.grad, alpha=share).add_(p, alpha=share * self.weight_decay)
                slot["new"] = False
                p.sub_(v, alpha=self.lr)

    def zero_grad(self):
        for slot in self.slots:
            slot["p"].grad = None
