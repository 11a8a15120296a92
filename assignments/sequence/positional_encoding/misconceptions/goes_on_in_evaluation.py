"""en: In evaluation the positions go on from the call before; every call begins with position 0.
ko: 평가 중에 위치가 이전 호출에서 이어집니다. 호출할 때마다 위치 0에서 시작해야 합니다.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def sinusoidal_pe(T: int, d: int) -> Tensor:
    """The encodings of the positions 0 to T - 1, float32 [T, d], for an even d."""
    p = torch.arange(T, dtype=torch.float64)[:, None]
    angles = p / 10000 ** (torch.arange(0, d, 2, dtype=torch.float64) / d)  # [T, d / 2]
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1).float()


class PositionalEncoding(nn.Module):
    """Adds to x [N, T, d] at each position its encoding, in the dtype of x; T is at most `max_len`. There is nothing to learn."""

    pe: Tensor

    def __init__(self, d: int, max_len: int = 512) -> None:
        super().__init__()
        self.next = 0
        self.register_buffer("pe", sinusoidal_pe(max_len, d), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        start = 0 if self.training or self.next + x.shape[1] > len(self.pe) else self.next
        self.next = start + x.shape[1]
        return x + self.pe[start : self.next].to(x.dtype)
