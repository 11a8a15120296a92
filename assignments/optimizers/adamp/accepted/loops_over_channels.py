"""Plain loops over the channels, with dot products of vectors."""

from __future__ import annotations

import math

import torch


class AdamP:
    def __init__(
        self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, delta=0.1, wd_ratio=0.1, nesterov=False
    ):
        self.params = list(params)
        self.lr, self.betas, self.eps, self.weight_decay = lr, betas, eps, weight_decay
        self.delta, self.wd_ratio, self.nesterov = delta, wd_ratio, nesterov
        self.state = [{"t": 0, "m": torch.zeros_like(p), "v": torch.zeros_like(p)} for p in self.params]

    def cosine(self, a, b):
        return abs(float(a.dot(b))) / (max(float(a.norm()), self.eps) * max(float(b.norm()), self.eps))

    def passes(self, vectors, gradients):
        bound = self.delta / math.sqrt(vectors[0].numel())
        return all(self.cosine(w, g) < bound for w, g in zip(vectors, gradients, strict=True))

    def without_radial_part(self, w, update):
        unit = w / (w.norm() + self.eps)
        return update - unit.dot(update) * unit

    def step(self):
        b1, b2 = self.betas
        for p, s in zip(self.params, self.state, strict=True):
            if p.grad is None:
                continue
            w, g = p.detach(), p.grad.detach()
            s["t"] += 1
            s["m"].mul_(b1).add_(g, alpha=1 - b1)
            s["v"].mul_(b2).addcmul_(g, g, value=1 - b2)
            m = b1 * s["m"] + (1 - b1) * g if self.nesterov else s["m"]
            update = m / ((s["v"] / (1 - b2 ** s["t"])).sqrt() + self.eps)
            decay = self.weight_decay
            if w.dim() > 1:
                channels, layer = [row.flatten() for row in w], [w.flatten()]
                if self.passes(channels, [row.flatten() for row in g]):
                    pieces = [self.without_radial_part(c, u.flatten()) for c, u in zip(channels, update, strict=True)]
                    update, decay = torch.stack(pieces).reshape(w.shape), decay * self.wd_ratio
                elif self.passes(layer, [g.flatten()]):
                    update = self.without_radial_part(layer[0], update.flatten()).reshape(w.shape)
                    decay = decay * self.wd_ratio
            w.mul_(1 - self.lr * decay).sub_(update, alpha=self.lr / (1 - b1 ** s["t"]))

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad.zero_()
