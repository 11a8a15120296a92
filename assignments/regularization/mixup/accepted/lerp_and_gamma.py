"""torch.lerp, and two Gamma variables from numpy."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    if not y.is_floating_point():
        y = y.float()
    return torch.lerp(x[perm], x, lam), torch.lerp(y[perm], y, lam)


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    if alpha == 0:
        return 1.0
    rng = np.random.default_rng(int(torch.randint(2**31, (), generator=generator)))
    a, b = rng.gamma(alpha), rng.gamma(alpha)
    return a / (a + b)
