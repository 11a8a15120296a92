"""Gradient descent with momentum, or the heavy ball (Polyak 1964). Survey: arXiv 1609.04747, section 4.1.

    v_1 = g_1,   v_t = mu v_{t-1} + (1 - d) g_t
    w_t = w_{t-1} - lr v_t

w    a parameter
g    its gradient, plus weight_decay * w
v    its velocity
mu   the momentum, d the dampening

The learning rate stays outside the velocity and the first velocity is the undampened gradient, both as in
torch.optim.SGD. Without momentum there is no velocity and nothing to dampen: plain gradient descent.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class Momentum:
    """The heavy ball (arXiv 1609.04747, section 4.1) for parameters w [...] (any shape, float32 or float64).

    lr has the unit of w / g, weight_decay that of g / w; momentum and dampening have none.
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float,
        momentum: float = 0.9,
        dampening: float = 0.0,
        weight_decay: float = 0.0,
    ) -> None:
        self.params = list(params)
        self.lr, self.mu, self.d, self.weight_decay = lr, momentum, dampening, weight_decay
        self.v: list[Tensor | None] = [None] * len(self.params)

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter that has a gradient, in place; the others and their state stay as they are."""
        for i, w in enumerate(self.params):
            if w.grad is None:
                continue
            g = w.grad + self.weight_decay * w  # a new tensor: w.grad keeps its value
            v = self.v[i]
            v = g if v is None or self.mu == 0 else self.mu * v + (1 - self.d) * g
            self.v[i] = v
            w -= self.lr * v  # in place: the model holds this very tensor

    def zero_grad(self) -> None:
        """Set every gradient to None."""
        for w in self.params:
            w.grad = None
