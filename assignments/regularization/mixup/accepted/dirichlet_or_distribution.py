"""torch.distributions without a generator, a Dirichlet draw with one; sample by sample."""

from __future__ import annotations

import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    xs = [lam * x[i] + (1.0 - lam) * x[j] for i, j in enumerate(perm.tolist())]
    ys = [lam * y[i] + (1.0 - lam) * y[j] for i, j in enumerate(perm.tolist())]
    return torch.stack(xs), torch.stack(ys)


def sample_lambda(alpha, generator=None):
    if alpha <= 0:
        return torch.tensor(1.0)
    if generator is None:
        return torch.distributions.Beta(alpha, alpha).sample()
    concentration = torch.full((2,), float(alpha), dtype=torch.float64)
    return torch._sample_dirichlet(concentration, generator=generator)[0]
