"""en: You divided by 1 - p with p = 1 as well, which gives NaN.
ko: p = 1일 때도 1 - p로 나누어 NaN이 나옵니다.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    if not training:
        return x
    mask = torch.rand(x.shape, generator=generator) >= p
    return x * mask / (1 - p)


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        return dropout(x, self.p, self.training)
