"""en: You applied perm along axis 1 of the labels and images, instead of axis 0, the batch.
ko: perm을 배치 축(0번)이 아니라 1번 축에 적용했습니다.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    pick = perm % x.shape[1]
    return lam * x + (1 - lam) * x[:, pick[: x.shape[1]]], lam * y + (1 - lam) * y[:, (perm % y.shape[1])[: y.shape[1]]]


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    if alpha == 0:
        return 1.0
    seed = torch.randint(2**62, (1,), generator=generator).item()
    return np.random.default_rng(seed).beta(alpha, alpha)
