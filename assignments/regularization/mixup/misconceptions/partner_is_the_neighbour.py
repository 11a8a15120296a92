"""en: You rolled the batch by one and ignored perm.
ko: perm을 쓰지 않고 배치를 한 칸 밀어 짝을 정했습니다.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    return lam * x + (1 - lam) * x.roll(1, 0), lam * y + (1 - lam) * y.roll(1, 0)


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    if alpha == 0:
        return 1.0
    seed = torch.randint(2**62, (1,), generator=generator).item()
    return np.random.default_rng(seed).beta(alpha, alpha)
