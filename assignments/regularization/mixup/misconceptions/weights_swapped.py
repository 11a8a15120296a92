"""en: You gave lam to the partner; a sample keeps lam of itself.
ko: lam을 짝에게 주었습니다. lam은 자기 자신에게 남는 몫입니다.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    return (1 - lam) * x + lam * x[perm], (1 - lam) * y + lam * y[perm]


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    if alpha == 0:
        return 1.0
    seed = torch.randint(2**62, (1,), generator=generator).item()
    return np.random.default_rng(seed).beta(alpha, alpha)
