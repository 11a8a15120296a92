"""en: You drew the mask of the layer once and used it again at every call.
ko: 층의 마스크를 한 번만 뽑고 호출할 때마다 다시 썼습니다.
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
    return x * mask / (1 - p)


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p
        self.mask: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.p == 1:
            return dropout(x, self.p, self.training)
        if self.mask is None or self.mask.shape != x.shape:
            self.mask = torch.rand(x.shape) >= self.p
        return x * self.mask / (1 - self.p)
