"""Epsilon stands inside the root, state is made at the first gradient, zero_grad fills with zeros."""

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
        self.params = list(params)
        self.lr, self.eps, self.start = lr, eps, initial_accumulator_value
        self.sums: dict[int, Tensor] = {}

    def step(self) -> None:
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad.detach()
            total = self.sums.get(id(p), torch.full_like(g, self.start)) + g * g
            self.sums[id(p)] = total
            p.data -= self.lr / torch.sqrt(total + self.eps) * g

    def zero_grad(self) -> None:
        for p in self.params:
            if p.grad is not None:
                p.grad.zero_()
