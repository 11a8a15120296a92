"""Adadelta (Zeiler), arXiv 1212.5701, Algorithm 1.

    E[g^2]_t  = rho E[g^2]_{t-1} + (1 - rho) g_t^2
    dx_t      = sqrt(E[dx^2]_{t-1} + eps) / sqrt(E[g^2]_t + eps) * g_t
    E[dx^2]_t = rho E[dx^2]_{t-1} + (1 - rho) dx_t^2
    x_t       = x_{t-1} - lr dx_t

x    a parameter
g    its gradient
dx   the step that the two running averages propose; it has the units of x, so lr = 1 is the paper's algorithm
E    a running average with decay rho, zero at the start; E[dx^2] averages dx before lr scales it
eps  inside both roots: without the upper one, the first step and all others would be zero
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class Adadelta:
    """Adadelta (arXiv 1212.5701) for parameters x [...] (any shape, float32 or float64).

    lr and rho have no unit. eps is added to g^2 and to dx^2 alike, whatever their units.
    """

    def __init__(self, params: Iterable[Tensor], lr: float = 1.0, rho: float = 0.9, eps: float = 1e-6) -> None:
        self.params = list(params)
        self.lr, self.rho, self.eps = lr, rho, eps
        self.Eg2 = [torch.zeros_like(x) for x in self.params]
        self.Edx2 = [torch.zeros_like(x) for x in self.params]

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter that has a gradient, in place; the others and their state stay as they are."""
        rho, eps = self.rho, self.eps
        for i, x in enumerate(self.params):
            if x.grad is None:
                continue
            g = x.grad
            self.Eg2[i] = rho * self.Eg2[i] + (1 - rho) * g**2
            dx = (self.Edx2[i] + eps).sqrt() / (self.Eg2[i] + eps).sqrt() * g
            self.Edx2[i] = rho * self.Edx2[i] + (1 - rho) * dx**2
            x -= self.lr * dx  # in place: the model holds this very tensor

    def zero_grad(self) -> None:
        """Set every gradient to None."""
        for x in self.params:
            x.grad = None
