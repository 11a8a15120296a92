"""Epsilon stands inside the root, state is made at the first gradient, zero_grad fills with zeros."""

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
        self.params = list(params)
        self.lr, self.alpha, self.eps, self.momentum, self.centered = lr, alpha, eps, momentum, centered
        self.state: dict[int, dict[str, Tensor]] = {}

    def step(self) -> None:
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad.detach()
            state = self.state.setdefault(id(p), {name: torch.zeros_like(g) for name in ("square", "mean", "buffer")})
            state["square"] = torch.lerp(g * g, state["square"], self.alpha)
            state["mean"] = torch.lerp(g, state["mean"], self.alpha)
            variance = state["square"] - state["mean"] ** 2 if self.centered else state["square"]
            state["buffer"] = self.momentum * state["buffer"] + g / torch.sqrt(variance + self.eps)
            p.data -= self.lr * state["buffer"]

    def zero_grad(self) -> None:
        for p in self.params:
            if p.grad is not None:
                p.grad.zero_()
