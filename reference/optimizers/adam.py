"""Adam (Kingma, Ba), arXiv 1412.6980, Algorithm 1; decoupled weight decay (AdamW) is arXiv 1711.05101, Algorithm 2.

    m_t = beta1 m_{t-1} + (1 - beta1) g_t             mhat_t = m_t / (1 - beta1^t)
    v_t = beta2 v_{t-1} + (1 - beta2) g_t^2           vhat_t = v_t / (1 - beta2^t)
    theta_t = theta_{t-1} - lr mhat_t / (sqrt(vhat_t) + eps)

theta  a parameter
g      its gradient; with coupled weight decay (L2) plus weight_decay * theta, which v then rescales too
m, v   running averages of g and g^2, zero at the start; mhat and vhat undo the pull towards that zero
t      how many steps this parameter has taken, counted from 1
eps    outside the root

Decoupled, the decay leaves g alone and shrinks theta by the factor 1 - lr * weight_decay before the update.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class Adam:
    """Adam (arXiv 1412.6980) for parameters theta [...] (any shape, float32 or float64).

    `decoupled` makes it AdamW (arXiv 1711.05101).
    lr has the unit of theta, eps that of g, weight_decay 1 / unit of lr when decoupled, else the unit of g / theta.
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        decoupled: bool = False,
    ) -> None:
        self.params = list(params)
        self.lr, self.betas, self.eps = lr, betas, eps
        self.weight_decay, self.decoupled = weight_decay, decoupled
        self.m = [torch.zeros_like(theta) for theta in self.params]
        self.v = [torch.zeros_like(theta) for theta in self.params]
        self.t = [0] * len(self.params)

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter that has a gradient, in place; the others and their state stay as they are."""
        beta1, beta2 = self.betas
        for i, theta in enumerate(self.params):
            if theta.grad is None:
                continue
            g = theta.grad
            if self.decoupled:
                theta *= 1 - self.lr * self.weight_decay
            else:
                g = g + self.weight_decay * theta  # a new tensor: theta.grad keeps its value

            self.t[i] += 1
            self.m[i] = beta1 * self.m[i] + (1 - beta1) * g
            self.v[i] = beta2 * self.v[i] + (1 - beta2) * g**2
            mhat = self.m[i] / (1 - beta1 ** self.t[i])
            vhat = self.v[i] / (1 - beta2 ** self.t[i])
            theta -= self.lr * mhat / (vhat.sqrt() + self.eps)  # in place: the model holds this very tensor

    def zero_grad(self) -> None:
        """Set every gradient to None."""
        for theta in self.params:
            theta.grad = None
