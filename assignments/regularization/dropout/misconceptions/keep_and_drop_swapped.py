"""en: You kept elements with probability p; p is the probability to drop.
ko: 확률 p로 원소를 남겼습니다. p는 끄는 확률입니다.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    if not training:
        return x
    if p == 1:
        return x
    mask = torch.rand(x.shape, generator=generator) < p
    return x * mask / p if p > 0 else x * 0


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        return dropout(x, self.p, self.training)
