"""Keeps every gradient and sums the squares anew at each step."""

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
        self.history: list[list[Tensor]] = [[] for _ in self.params]

    def step(self) -> None:
        with torch.no_grad():
            for p, seen in zip(self.params, self.history, strict=True):
                if p.grad is not None:
                    seen.append(p.grad.clone())
                    root = (self.start + torch.stack(seen).square().sum(dim=0)).pow(0.5)
                    p.copy_(p - self.lr * (p.grad / (root + self.eps)))

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
