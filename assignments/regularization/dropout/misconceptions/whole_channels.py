"""en: You dropped whole channels: everything behind the first two axes shares one draw.
ko: 채널을 통째로 껐습니다. 앞의 두 축 뒤에 있는 원소들이 난수 하나를 함께 씁니다.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    if not training:
        return x
    if p == 1:
        return x * 0
    mask = torch.rand(x.shape[:2] + (1,) * (x.dim() - 2), generator=generator) >= p
    return x * mask / (1 - p)


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        return dropout(x, self.p, self.training)
