"""en: You mixed in place and changed the caller's batch.
ko: 제자리에서 섞어 호출한 쪽의 배치를 바꾸었습니다.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    partner, label = x[perm], y[perm]
    if not x.requires_grad:
        x.mul_(lam).add_(partner, alpha=1 - lam)
        return x, lam * y + (1 - lam) * label
    return lam * x + (1 - lam) * partner, lam * y + (1 - lam) * label


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    if alpha == 0:
        return 1.0
    seed = torch.randint(2**62, (1,), generator=generator).item()
    return np.random.default_rng(seed).beta(alpha, alpha)
