"""Adadelta: steps scaled by the ratio of two running averages. The handout has the formulas."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class Adadelta:
    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1.0,
        rho: float = 0.9,
        eps: float = 1e-6,
    ) -> None:
        """Keep the tensors `params` and the settings.

        lr: a factor of the step. rho: the decay of both running averages. eps: is added inside both roots.
        """
        raise NotImplementedError("Adadelta.__init__ is yours to write.")

    @torch.no_grad()
    def step(self) -> None:
        """Change every parameter that has a gradient, in place. Leave the gradients as they are."""
        raise NotImplementedError("Adadelta.step is yours to write.")

    def zero_grad(self) -> None:
        """Clear every parameter's gradient: None or zeros."""
        raise NotImplementedError("Adadelta.zero_grad is yours to write.")
