"""RMSprop (Tieleman and Hinton, lecture 6e, 2012); centred and with momentum: Graves, arXiv 1308.0850.

    v_t    = alpha v_{t-1} + (1 - alpha) g_t^2
    gbar_t = alpha gbar_{t-1} + (1 - alpha) g_t
    u_t    = g_t / (sqrt(v_t) + eps)                  centred: sqrt(v_t - gbar_t^2)
    b_t    = mu b_{t-1} + u_t
    w_t    = w_{t-1} - lr b_t

w      a parameter
g      its gradient
v      the running average of g^2, gbar the one of g; both zero at the start, neither bias-corrected
b      the momentum buffer; with mu = 0 it is u
eps    outside the root, as in torch.optim.RMSprop
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class RMSprop:
    """RMSprop (lecture 6e, 2012; arXiv 1308.0850) for parameters w [...] (any shape, float32 or float64).

    lr has the unit of w, eps and gbar that of g, v that of g^2; alpha and momentum have none.
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        momentum: float = 0.0,
        centered: bool = False,
    ) -> None:
        self.params = list(params)
        self.lr, self.alpha, self.eps, self.mu, self.centered = lr, alpha, eps, momentum, centered
        self.v = [torch.zeros_like(w) for w in self.params]
        self.gbar = [torch.zeros_like(w) for w in self.params]
        self.b = [torch.zeros_like(w) for w in self.params]

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter that has a gradient, in place; the others and their state stay as they are."""
        alpha = self.alpha
        for i, w in enumerate(self.params):
            if w.grad is None:
                continue
            g = w.grad
            self.v[i] = alpha * self.v[i] + (1 - alpha) * g**2
            variance = self.v[i]
            if self.centered:
                self.gbar[i] = alpha * self.gbar[i] + (1 - alpha) * g
                variance = (self.v[i] - self.gbar[i] ** 2).clamp(min=0)  # rounding can leave it just below zero
            self.b[i] = self.mu * self.b[i] + g / (variance.sqrt() + self.eps)
            w -= self.lr * self.b[i]  # in place: the model holds this very tensor

    def zero_grad(self) -> None:
        """Set every gradient to None."""
        for w in self.params:
            w.grad = None
