"""en: You used the original form, which multiplies by 1 - p in evaluation, instead of the inverted one.
ko: 역 드롭아웃이 아니라, 평가 때 1 - p를 곱하는 원래 방식을 썼습니다.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    if not training:
        return x * (1 - p)
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
