from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class Momentum:
    """Gradient descent with momentum: v = momentum * v + (1 - dampening) * g, then w = w - lr * v.

    g is w.grad + weight_decay * w; the first velocity of a parameter is its first g, undampened.
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float,
        momentum: float = 0.9,
        dampening: float = 0.0,
        weight_decay: float = 0.0,
    ) -> None:
        raise NotImplementedError("Please write Momentum. / Momentum을 작성해 주십시오.")

    @torch.no_grad()
    def step(self) -> None:
        """Move every parameter that has a gradient, in place."""
        raise NotImplementedError("Please write step. / step을 작성해 주십시오.")

    def zero_grad(self) -> None:
        """Clear the gradients of all parameters: None or zeros."""
        raise NotImplementedError("Please write zero_grad. / zero_grad를 작성해 주십시오.")
