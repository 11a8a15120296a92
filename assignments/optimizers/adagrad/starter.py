"""Adagrad: every coordinate divides by the root of the sum of its squared gradients. The handout has the formulas."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class Adagrad:
    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-2,
        eps: float = 1e-10,
        initial_accumulator_value: float = 0.0,
    ) -> None:
        """Keep the tensors `params` and the settings.

        lr: the learning rate. eps: keeps the denominator from zero.
        initial_accumulator_value: what the sum of squares starts from, in every coordinate.
        """
        raise NotImplementedError("Adagrad.__init__ is yours to write.")

    @torch.no_grad()
    def step(self) -> None:
        """Change every parameter that has a gradient, in place. Leave the gradients as they are."""
        raise NotImplementedError("Adagrad.step is yours to write.")

    def zero_grad(self) -> None:
        """Clear every parameter's gradient: None or zeros."""
        raise NotImplementedError("Adagrad.zero_grad is yours to write.")
