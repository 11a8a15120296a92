"""en: Without alpha you mix half and half; alpha = 0 means that nothing is mixed, lambda = 1.
ko: alpha = 0일 때 반씩 섞었습니다. alpha = 0은 섞지 않는다는 뜻이며 λ = 1입니다.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    return lam * x + (1 - lam) * x[perm], lam * y + (1 - lam) * y[perm]


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    if alpha == 0:
        return 0.5
    seed = torch.randint(2**62, (1,), generator=generator).item()
    return np.random.default_rng(seed).beta(alpha, alpha)
