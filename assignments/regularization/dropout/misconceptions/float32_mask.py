"""en: You multiplied by a float32 mask, so half-precision input comes out as float32.
ko: float32 마스크를 곱하여, 반정밀도 입력의 결과가 float32로 바뀝니다.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    if not training:
        return x
    if p == 1:
        return x * 0
    mask = (torch.rand(x.shape, generator=generator) >= p).float()
    return x * mask / (1 - p)


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        return dropout(x, self.p, self.training)
