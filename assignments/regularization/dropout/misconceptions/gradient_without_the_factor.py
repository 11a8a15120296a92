"""en: You scaled the output without letting the factor 1 / (1 - p) into the gradient.
ko: 출력에는 배율 1 / (1 - p)을 곱했지만 그래디언트에는 반영되지 않게 했습니다.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    if not training:
        return x
    if p == 1:
        return x * 0
    mask = torch.rand(x.shape, generator=generator) >= p
    y = x * mask
    return y + (y * p / (1 - p)).detach()


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        return dropout(x, self.p, self.training)
