"""Epsilon inside the uncorrected root, which is corrected together with it."""

from __future__ import annotations

import math

import torch


class RAdam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, threshold=5.0, warm="sgd"):
        self.state = [{"p": p, "t": 0, "m": torch.zeros_like(p), "v": torch.zeros_like(p)} for p in params]
        self.lr, self.betas, self.eps, self.threshold, self.warm = lr, betas, eps, threshold, warm

    @torch.no_grad()
    def step(self):
        beta1, beta2 = self.betas
        longest = 2 / (1 - beta2) - 1
        for s in self.state:
            p = s["p"]
            if p.grad is None:
                continue
            s["t"] += 1
            s["m"].lerp_(p.grad, 1 - beta1)
            s["v"].lerp_(p.grad.square(), 1 - beta2)
            faded = beta2 ** s["t"]
            length = longest - 2 * s["t"] * faded / (1 - faded)
            move = s["m"] / (1 - beta1 ** s["t"])
            if length > self.threshold:
                r = math.sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length))
                p -= self.lr * r * move / ((s["v"] + self.eps) / (1 - faded)).sqrt()
            elif self.warm == "sgd":
                p -= self.lr * move

    def zero_grad(self):
        for s in self.state:
            s["p"].grad = None
