"""en: You drew a new mask for the backward pass instead of using that of the forward pass.
ko: 순전파에서 쓴 마스크가 아니라 새로 뽑은 마스크로 역전파했습니다.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Drop(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, p, generator):
        ctx.p = p
        return x * (torch.rand(x.shape, generator=generator) >= p) / (1 - p)

    @staticmethod
    def backward(ctx, g):
        return g * (torch.rand(g.shape) >= ctx.p) / (1 - ctx.p), None, None


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    if not training:
        return x
    if p == 1:
        return x * 0
    return Drop.apply(x, p, generator)


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        return dropout(x, self.p, self.training)
