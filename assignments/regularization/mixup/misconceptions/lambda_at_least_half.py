"""en: Your lambda is never below 1/2; Beta(alpha, alpha) is symmetric.
ko: λ가 1/2보다 작아지지 않습니다. Beta(alpha, alpha)는 대칭입니다.
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
    lam = np.random.default_rng(seed).beta(alpha, alpha)
    return max(lam, 1 - lam)
