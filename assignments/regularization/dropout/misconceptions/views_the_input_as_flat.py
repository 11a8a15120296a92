"""en: You flattened x with view(), which fails for a transposed x: its elements do not lie in a row.
ko: x를 view()로 평평하게 만들었습니다. 전치한 x는 원소가 메모리에 순서대로 놓여 있지 않아 실패합니다.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    if not training:
        return x
    if p == 1:
        return x * 0
    flat = x.view(-1)
    mask = torch.rand(flat.shape, generator=generator) >= p
    return (flat * mask / (1 - p)).view(x.shape)


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        return dropout(x, self.p, self.training)
