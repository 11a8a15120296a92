"""Nesterov's accelerated gradient in the two forms in use. Sutskever et al. 2013; arXiv 1212.0901, section 3.5.

With the look-ahead, the gradient is taken where the velocity is about to carry the point:

    v_t = mu v_{t-1} - lr f'(x_{t-1} + mu v_{t-1})
    x_t = x_{t-1} + v_t

An optimizer class is handed a gradient that was taken at its parameter, so it keeps the look-ahead point itself,
w = x + mu v, and the same two equations become (velocity without sign and learning rate)

    v_t = mu v_{t-1} + g_t
    w_t = w_{t-1} - lr (g_t + mu v_t)

x    the point, w the look-ahead point
g    the gradient at w
v    the velocity, zero at the start
mu   the momentum
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor


def nag(grad_fn: Callable[[Tensor], Tensor], x0: Tensor, lr: float, mu: float, n: int) -> Tensor:
    """Return x_0, ..., x_n [n + 1, *x0.shape], in the dtype of `x0` (floating); `x0` itself stays as it was.

    `grad_fn(x)` returns the gradient at x, in the shape and dtype of x. lr has the unit of x / gradient, mu has none.
    """
    x = x0.detach().clone()  # [...], any shape
    v = torch.zeros_like(x)
    trajectory = [x]
    for _ in range(n):
        v = mu * v - lr * grad_fn(x + mu * v)
        x = x + v
        trajectory.append(x)
    return torch.stack(trajectory)  # [n + 1, ...]


class NAG:
    """The second form (arXiv 1212.0901, section 3.5) for parameters w [...] (any shape, float32 or float64).

    torch.optim.SGD(nesterov=True) takes the same steps. lr has the unit of w / g, momentum has none.
    """

    def __init__(self, params: Iterable[Tensor], lr: float, momentum: float = 0.9) -> None:
        self.params = list(params)
        self.lr, self.mu = lr, momentum
        self.v = [torch.zeros_like(w) for w in self.params]

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter that has a gradient, in place; the others and their state stay as they are."""
        for i, w in enumerate(self.params):
            if w.grad is None:
                continue
            g = w.grad
            self.v[i] = self.mu * self.v[i] + g
            w -= self.lr * (g + self.mu * self.v[i])  # in place: the model holds this very tensor

    def zero_grad(self) -> None:
        """Set every gradient to None."""
        for w in self.params:
            w.grad = None
