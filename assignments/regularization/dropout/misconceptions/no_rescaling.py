"""en: You dropped elements without dividing the kept ones by 1 - p, so the mean shrinks.
ko: 원소를 끄기만 하고 남은 원소를 1 - p로 나누지 않아 평균이 줄어듭니다.
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
    return x * mask


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        return dropout(x, self.p, self.training)
