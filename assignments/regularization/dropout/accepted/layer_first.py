"""The layer does the work with masked_fill and a float32 factor; the function is a layer in the right mode."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5, generator: torch.Generator | None = None) -> None:
        super().__init__()
        self.register_buffer("factor", torch.tensor(0.0 if p == 1 else 1 / (1 - p)), persistent=False)
        self.p, self.generator = p, generator

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            dropped = torch.empty(x.shape).uniform_(generator=self.generator) < self.p
            x = torch.where(dropped, torch.zeros_like(x), x * self.factor.to(x.dtype))
        return x


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    return Dropout(p, generator).train(training)(x)
