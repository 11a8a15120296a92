"""en: You mixed every sample with itself: the batch comes back as it was.
ko: 표본을 자기 자신과 섞었습니다. 배치가 그대로 나옵니다.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    return lam * x + (1 - lam) * x, lam * y + (1 - lam) * y


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    if alpha == 0:
        return 1.0
    seed = torch.randint(2**62, (1,), generator=generator).item()
    return np.random.default_rng(seed).beta(alpha, alpha)
