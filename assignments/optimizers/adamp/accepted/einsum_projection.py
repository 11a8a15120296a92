"""The projection by einsum, epsilon inside the norm, the corrected m before the projection."""

from __future__ import annotations

import torch


class AdamP:
    def __init__(
        self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, delta=0.1, wd_ratio=0.1, nesterov=False
    ):
        self.params, self.lr, self.betas, self.eps, self.decay = list(params), lr, betas, eps, weight_decay
        self.delta, self.ratio, self.nesterov = delta, wd_ratio, nesterov
        self.state = {}

    def length(self, rows):
        return torch.sqrt(torch.einsum("rd,rd->r", rows, rows) + self.eps**2)

    def direction(self, w, g, update):
        """The update, projected or not, and the factor of the decay."""
        if w.ndim < 2:
            return update, 1.0
        for rows in (len(w), 1):
            W, G, U = (x.reshape(rows, -1) for x in (w, g, update))
            cosine = torch.einsum("rd,rd->r", W, G) / self.length(W) / self.length(G)
            if bool((cosine.abs() * W.shape[1] ** 0.5 < self.delta).all()):
                unit = W / self.length(W).unsqueeze(1)
                along = torch.einsum("rd,rd->r", unit, U)
                return (U - torch.einsum("rd,r->rd", unit, along)).reshape(w.shape), self.ratio
        return update, 1.0

    @torch.no_grad()
    def step(self):
        b1, b2 = self.betas
        for w in self.params:
            if w.grad is None:
                continue
            g = w.grad
            t, m, v = self.state.get(id(w), (0, 0.0, 0.0))
            t, m, v = t + 1, b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g.square()
            self.state[id(w)] = t, m, v
            lead = b1 * m + (1 - b1) * g if self.nesterov else m
            update = lead / (1 - b1**t) / ((v / (1 - b2**t)).sqrt() + self.eps)
            update, factor = self.direction(w, g, update)
            w.copy_(w - self.lr * self.decay * factor * w - self.lr * update)

    def zero_grad(self):
        for w in self.params:
            w.grad = None
