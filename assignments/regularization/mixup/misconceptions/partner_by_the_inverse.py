"""en: Sample i is mixed with the sample that perm sends to i; it should be perm[i].
ko: 표본 i를 perm[i]가 아니라 perm이 i로 보내는 표본과 섞었습니다.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    back = perm.argsort()
    return lam * x + (1 - lam) * x[back], lam * y + (1 - lam) * y[back]


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    if alpha == 0:
        return 1.0
    seed = torch.randint(2**62, (1,), generator=generator).item()
    return np.random.default_rng(seed).beta(alpha, alpha)
