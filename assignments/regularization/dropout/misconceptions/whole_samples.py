"""en: You dropped whole samples: one draw decides for all elements of a sample.
ko: 샘플을 통째로 껐습니다. 난수 하나가 샘플의 모든 원소를 정합니다.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    if not training:
        return x
    if p == 1:
        return x * 0
    mask = torch.rand(x.shape[:1] + (1,) * (x.dim() - 1), generator=generator) >= p
    return x * mask / (1 - p)


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        return dropout(x, self.p, self.training)
