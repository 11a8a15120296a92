"""en: You divided the kept elements by p; divide them by 1 - p, the probability to keep.
ko: 남은 원소를 p로 나누었습니다. 남길 확률인 1 - p로 나누십시오.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    if not training:
        return x
    if p in (0, 1):
        return x * (1 - p)
    mask = torch.rand(x.shape, generator=generator) >= p
    return x * mask / p


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        return dropout(x, self.p, self.training)
