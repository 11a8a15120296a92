"""Adagrad (Duchi, Hazan, Singer, JMLR 12, 2011). Survey: arXiv 1609.04747, section 4.3.

    G_t = G_{t-1} + g_t^2
    w_t = w_{t-1} - lr g_t / (sqrt(G_t) + eps)

w    a parameter
g    its gradient
G    the sum of all squared gradients so far, one number per coordinate; it only grows, so steps only shrink
eps  outside the root, as in torch.optim.Adagrad
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class Adagrad:
    """Adagrad (JMLR 12, 2011) for parameters w [...] (any shape, float32 or float64).

    lr has the unit of w, eps that of g, initial_accumulator_value and G that of g^2.
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-2,
        eps: float = 1e-10,
        initial_accumulator_value: float = 0.0,
    ) -> None:
        self.params = list(params)
        self.lr, self.eps = lr, eps
        self.G = [torch.full_like(w, initial_accumulator_value) for w in self.params]

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter that has a gradient, in place; the others and their state stay as they are."""
        for i, w in enumerate(self.params):
            if w.grad is None:
                continue
            g = w.grad
            self.G[i] = self.G[i] + g**2
            w -= self.lr * g / (self.G[i].sqrt() + self.eps)  # in place: the model holds this very tensor

    def zero_grad(self) -> None:
        """Set every gradient to None."""
        for w in self.params:
            w.grad = None
