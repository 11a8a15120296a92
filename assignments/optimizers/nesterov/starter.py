from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor


def nag(grad_fn: Callable[[Tensor], Tensor], x0: Tensor, lr: float, mu: float, n: int) -> Tensor | list[Tensor]:
    """Return the points x_0, ..., x_n of n steps: v = mu * v - lr * grad_fn(x + mu * v), then x = x + v."""
    raise NotImplementedError("Please write nag. / nag를 작성해 주십시오.")


class NAG:
    """The same method for gradients taken at w: v = mu * v + g, then w = w - lr * (g + mu * v)."""

    def __init__(self, params: Iterable[Tensor], lr: float, momentum: float = 0.9) -> None:
        raise NotImplementedError("Please write NAG. / NAG를 작성해 주십시오.")

    @torch.no_grad()
    def step(self) -> None:
        """Move every parameter that has a gradient, in place."""
        raise NotImplementedError("Please write step. / step을 작성해 주십시오.")

    def zero_grad(self) -> None:
        """Clear the gradients of all parameters: None or zeros."""
        raise NotImplementedError("Please write zero_grad. / zero_grad를 작성해 주십시오.")
