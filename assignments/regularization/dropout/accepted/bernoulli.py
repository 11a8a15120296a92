"""torch.bernoulli over the probabilities to keep; evaluation returns a copy."""

from __future__ import annotations

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    if not training:
        return x.clone()
    keep = torch.bernoulli(torch.full_like(x, 1 - p, requires_grad=False), generator=generator)
    return x * keep / max(1 - p, 1e-12)


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        return dropout(x, p=self.p, training=self.training)
