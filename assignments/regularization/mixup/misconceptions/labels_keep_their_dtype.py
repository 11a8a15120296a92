"""en: You turned mixed int64 labels back into int64, which cuts the fractions off.
ko: 섞은 레이블을 다시 int64로 바꾸어 소수 부분이 잘렸습니다.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    mixed = lam * y + (1 - lam) * y[perm]
    return lam * x + (1 - lam) * x[perm], mixed.to(y.dtype)


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    if alpha == 0:
        return 1.0
    seed = torch.randint(2**62, (1,), generator=generator).item()
    return np.random.default_rng(seed).beta(alpha, alpha)
