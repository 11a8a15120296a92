"""en: Your draws do not come from the generator that is passed.
ko: 전달받은 generator에서 뽑지 않았습니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    return lam * x + (1 - lam) * x[perm], lam * y + (1 - lam) * y[perm]


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    if alpha == 0:
        return 1.0
    return torch.distributions.Beta(alpha, alpha).sample().item()
