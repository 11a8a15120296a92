"""RAdam (Liu et al.), arXiv 1908.03265, Algorithm 2: Adam, with its step held back while v rests on few gradients.

    m_t = beta1 m_{t-1} + (1 - beta1) g_t             mhat_t = m_t / (1 - beta1^t)
    v_t = beta2 v_{t-1} + (1 - beta2) g_t^2           l_t = sqrt(1 - beta2^t) / (sqrt(v_t) + eps)
    rho_inf = 2 / (1 - beta2) - 1                     rho_t = rho_inf - 2 t beta2^t / (1 - beta2^t)

    rho_t > threshold:  theta_t = theta_{t-1} - lr r_t mhat_t l_t
                        r_t = sqrt((rho_t - 4)(rho_t - 2) rho_inf / ((rho_inf - 4)(rho_inf - 2) rho_t))
    otherwise:          theta_t = theta_{t-1} - lr mhat_t       with warm = 'sgd'; anything else takes no step

theta  a parameter
g      its gradient
m, v   running averages of g and g^2, zero at the start
t      how many steps this parameter has taken, counted from 1
rho_t  the length of the simple average that v_t is worth
r_t    the rectification: below 4 the variance that it corrects does not exist

The paper's threshold is 4, torch.optim.RAdam's is 5; eps is added to the root before the bias correction, as there.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import torch
from torch import Tensor


def rho(t: int, beta2: float) -> float:
    """rho_t, from 1 at t = 1 up to rho_inf."""
    rho_inf = 2 / (1 - beta2) - 1
    return rho_inf - 2 * t * beta2**t / (1 - beta2**t)


def rectification(t: int, beta2: float) -> float:
    """r_t, from 0 up to 1; defined where rho_t > 4."""
    rho_inf, rho_t = 2 / (1 - beta2) - 1, rho(t, beta2)
    return math.sqrt((rho_t - 4) * (rho_t - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho_t))


class RAdam:
    """RAdam (arXiv 1908.03265) for parameters theta [...] (any shape, float32 or float64).

    lr has the unit of theta for the rectified step, of theta / g for the early one; eps has that of g.
    Raises ValueError when `threshold` is below 4.
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        threshold: float = 5.0,
        warm: str = "sgd",
    ) -> None:
        if threshold < 4:
            raise ValueError(f"threshold must be at least 4, where r_t begins to exist, not {threshold}")
        self.params = list(params)
        self.lr, self.betas, self.eps, self.threshold, self.warm = lr, betas, eps, threshold, warm
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
            self.t[i] += 1
            t = self.t[i]
            self.m[i] = beta1 * self.m[i] + (1 - beta1) * g
            self.v[i] = beta2 * self.v[i] + (1 - beta2) * g**2
            mhat = self.m[i] / (1 - beta1**t)
            if rho(t, beta2) > self.threshold:
                l_t = math.sqrt(1 - beta2**t) / (self.v[i].sqrt() + self.eps)
                theta -= self.lr * rectification(t, beta2) * mhat * l_t  # in place: the model holds this very tensor
            elif self.warm == "sgd":
                theta -= self.lr * mhat

    def zero_grad(self) -> None:
        """Set every gradient to None."""
        for theta in self.params:
            theta.grad = None
