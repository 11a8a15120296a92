"""en: You kept the mask in one place for all calls, so the backward pass finds that of the latest forward pass.
ko: 마스크를 모든 호출이 함께 쓰는 곳에 두어, 역전파가 마지막 순전파의 마스크를 쓰게 됩니다.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Drop(torch.autograd.Function):
    mask: Tensor

    @staticmethod
    def forward(ctx, x, p, generator):
        ctx.p = p
        Drop.mask = torch.rand(x.shape, generator=generator) >= p
        return x * Drop.mask / (1 - p)

    @staticmethod
    def backward(ctx, g):
        return g * Drop.mask / (1 - ctx.p), None, None


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
