"""en: You read the generator's seed and start again with it at every call, so all draws are alike.
ko: 호출할 때마다 generator의 시드로 다시 시작하므로 뽑는 값이 모두 같습니다.
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
    seed = torch.randint(2**62, (1,)).item() if generator is None else generator.initial_seed()
    return np.random.default_rng(seed).beta(alpha, alpha)
