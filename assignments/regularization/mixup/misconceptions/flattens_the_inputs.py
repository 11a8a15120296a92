"""en: Your mixed inputs are flat: [N, ...] must stay [N, ...].
ko: 섞은 입력이 평평해졌습니다. 모양 [N, ...]이 유지되어야 합니다.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    flat = x.reshape(len(x), -1)
    return lam * flat + (1 - lam) * flat[perm], lam * y + (1 - lam) * y[perm]


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    if alpha == 0:
        return 1.0
    seed = torch.randint(2**62, (1,), generator=generator).item()
    return np.random.default_rng(seed).beta(alpha, alpha)
