"""en: You drew one mask and used it for all samples of the batch.
ko: 마스크를 하나만 뽑아 배치의 모든 샘플에 썼습니다.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    if not training:
        return x
    if p == 1:
        return x * 0
    mask = torch.rand(x.shape[1:], generator=generator) >= p
    return x * mask / (1 - p)


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        return dropout(x, self.p, self.training)
