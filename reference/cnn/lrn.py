"""Local response normalisation (Krizhevsky, Sutskever, Hinton, NIPS 2012, section 3.3).

    b_c = a_c / (k + alpha * sum of a_j^2)^beta,   j over the n channels around c that exist: c - n // 2 to c + (n - 1) // 2

torch and Caffe divide alpha by n; the paper does not. No weights.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def lrn(
    x: Tensor, n: int = 5, k: float = 2.0, alpha: float = 1e-4, beta: float = 0.75, divide_by_n: bool = False
) -> Tensor:
    """[N, C, H, W], floating, to the same shape and dtype. Differentiable."""
    channels = x.shape[1]
    squares = F.pad(x.square(), (0, 0, 0, 0, n // 2, (n - 1) // 2))  # missing channels count as zero
    total = torch.stack([squares[:, j : j + channels] for j in range(n)]).sum(dim=0)
    return x / (k + (alpha / n if divide_by_n else alpha) * total) ** beta
