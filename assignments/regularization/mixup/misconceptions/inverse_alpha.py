"""en: You drew from Beta(1/alpha, 1/alpha).
ko: Beta(1/alpha, 1/alpha)에서 뽑았습니다.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    return lam * x + (1 - lam) * x[perm], lam * y + (1 - lam) * y[perm]


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    if alpha == 0:
        return 1.0
    seed = torch.randint(2**62, (1,), generator=generator).item()
    return np.random.default_rng(seed).beta(1 / alpha, 1 / alpha)
