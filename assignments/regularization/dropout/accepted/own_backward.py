"""An autograd.Function that keeps its mask for the backward pass."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Masked(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, mask):
        ctx.save_for_backward(mask)
        return x * mask

    @staticmethod
    def backward(ctx, gradient):
        (mask,) = ctx.saved_tensors
        return gradient * mask, None


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    if not training or p == 0:
        return x
    mask = torch.zeros_like(x)
    if p < 1:
        mask.bernoulli_(1 - p, generator=generator).div_(1 - p)
    return Masked.apply(x, mask.detach())


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.drop_probability = p

    def forward(self, x: Tensor) -> Tensor:
        return dropout(x, self.drop_probability, self.training)
