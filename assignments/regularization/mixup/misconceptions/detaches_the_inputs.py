"""en: No gradient reaches x: you took it out of the graph.
ko: x를 계산 그래프에서 떼어 내어 그래디언트가 닿지 않습니다.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    x = x.detach()
    mixed = (lam * x + (1 - lam) * x[perm]).requires_grad_()
    return mixed, lam * y + (1 - lam) * y[perm]


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    if alpha == 0:
        return 1.0
    seed = torch.randint(2**62, (1,), generator=generator).item()
    return np.random.default_rng(seed).beta(alpha, alpha)
