"""en: You returned the mean of the distribution, 1/2, instead of a draw.
ko: 뽑지 않고 분포의 평균 1/2을 반환했습니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    return lam * x + (1 - lam) * x[perm], lam * y + (1 - lam) * y[perm]


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    return 1.0 if alpha == 0 else 0.5
