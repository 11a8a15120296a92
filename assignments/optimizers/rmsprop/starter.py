"""RMSprop: gradients divided by a running root mean square. The handout has the formulas."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class RMSprop:
    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        momentum: float = 0.0,
        centered: bool = False,
    ) -> None:
        """Keep the tensors `params` and the settings.

        lr: the learning rate. alpha: the decay of the running averages. eps: keeps the denominator from zero.
        momentum: how much of the last buffer stays. centered: divide by the standard deviation.
        """
        raise NotImplementedError("RMSprop.__init__ is yours to write.")

    @torch.no_grad()
    def step(self) -> None:
        """Change every parameter that has a gradient, in place. Leave the gradients as they are."""
        raise NotImplementedError("RMSprop.step is yours to write.")

    def zero_grad(self) -> None:
        """Clear every parameter's gradient: None or zeros."""
        raise NotImplementedError("RMSprop.zero_grad is yours to write.")
