"""en: You multiplied the kept elements by 1 - p instead of dividing by it.
ko: 남은 원소를 1 - p로 나누지 않고 1 - p를 곱했습니다.
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
    return x * mask * (1 - p)


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        return dropout(x, self.p, self.training)
