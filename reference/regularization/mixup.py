"""mixup (Zhang et al.), arXiv 1710.09412.

    x̃_i = λ x_i + (1 - λ) x_j
    ỹ_i = λ y_i + (1 - λ) y_j,    λ ~ Beta(α, α), one for the whole batch

x    the inputs of a batch
y    their labels, one-hot or soft
j    the partner of sample i, perm[i]
λ    the part that a sample keeps
α    how much is mixed: near 0 hardly at all, with 1 every λ is as likely as any other
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float | Tensor, perm: Tensor) -> tuple[Tensor, Tensor]:
    """Mix the inputs `x` [N, ...] and the labels `y` [N, K] of a batch with those at `perm` [N] (integers).

    `lam` is one number in [0, 1]. Integer labels count as numbers of torch's default dtype. Returns (x̃, ỹ) with the shapes
    of x and y; these keep their values.
    """
    if not y.is_floating_point():
        y = y.to(torch.get_default_dtype())
    return lam * x + (1 - lam) * x[perm], lam * y + (1 - lam) * y[perm]


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    """λ ~ Beta(alpha, alpha), a number in [0, 1]; 1 where `alpha` is 0, so that nothing is mixed.

    Raises ValueError when `alpha` is negative.
    """
    if alpha < 0:
        raise ValueError(f"alpha is not negative, as {alpha} is")
    if alpha == 0:
        return 1.0
    # torch has a Beta distribution that takes no generator; numpy's takes one, which this seed decides.
    device = "cpu" if generator is None else generator.device
    seed = torch.randint(2**62, (), generator=generator, device=device)
    return float(np.random.default_rng(int(seed)).beta(alpha, alpha))
