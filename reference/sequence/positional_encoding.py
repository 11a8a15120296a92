"""Sinusoidal positional encoding (Vaswani et al., arXiv 1706.03762, section 3.5).

    PE(p, 2i) = sin(p / 10000^(2i / d)),   PE(p, 2i + 1) = cos(p / 10000^(2i / d))

Attention does not know the order of what it is given, so the position is added to it: each pair of features is the hand of a clock, the
first of which turns once in 2 pi steps, and the others ever more slowly. The distance k turns every hand by the same angle,
wherever it begins: PE(p) . PE(p + k) = sum_i cos(k / 10000^(2i / d)), which is d / 2 for k = 0.
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
        self.register_buffer("pe", sinusoidal_pe(max_len, d), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.pe[: x.shape[1]].to(x.dtype)
