"""State in a dictionary keyed by identity, averages with lerp, one root of the quotient."""

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
        self.params = list(params)
        self.lr, self.rho, self.eps = lr, rho, eps
        self.state: dict[int, tuple[Tensor, Tensor]] = {}

    def step(self) -> None:
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad.detach()
            squares, steps = self.state.get(id(p), (torch.zeros_like(g), torch.zeros_like(g)))
            squares = torch.lerp(g * g, squares, self.rho)
            delta = -g * torch.sqrt((steps + self.eps) / (squares + self.eps))
            self.state[id(p)] = squares, torch.lerp(delta * delta, steps, self.rho)
            p.data += self.lr * delta

    def zero_grad(self) -> None:
        for p in self.params:
            if p.grad is not None:
                p.grad.zero_()
