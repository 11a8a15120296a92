"""en: Your result is float64 whatever x is.
ko: x의 dtype과 상관없이 결과가 float64입니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def lrn(
    x: Tensor, n: int = 5, k: float = 2.0, alpha: float = 1e-4, beta: float = 0.75, divide_by_n: bool = False
) -> Tensor:
    """[N, C, H, W], floating, to the same shape and dtype. Differentiable."""
    channels = x.shape[1]
    squares = F.pad(x.square(), (0, 0, 0, 0, n // 2, (n - 1) // 2))  # missing channels count as zero
    total = torch.stack([squares[:, j : j + channels] for j in range(n)]).sum(dim=0)
    return x / (k + (alpha / n if divide_by_n else alpha) * total) ** beta * torch.ones((), dtype=torch.float64).reshape(1)
