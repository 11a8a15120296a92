"""index_select, and Jöhnk's method in logarithms."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    partner, partner_y = x.index_select(0, perm), y.index_select(0, perm)
    return x * lam + partner * (1 - lam), y * lam + partner_y * (1 - lam)


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    if alpha == 0:
        return 1.0
    while True:
        u, v = (torch.rand(2, generator=generator, dtype=torch.float64).log() / alpha).tolist()
        largest = max(u, v)
        total = largest + np.log(np.exp(u - largest) + np.exp(v - largest))
        if total <= 0:
            return float(np.exp(u - total))
