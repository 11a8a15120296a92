"""The sum as an average pooling over channels, as PyTorch has it."""

from __future__ import annotations

import torch.nn.functional as F


def lrn(x, n=5, k=2.0, alpha=1e-4, beta=0.75, divide_by_n=False):
    squares = F.pad((x * x)[:, None], (0, 0, 0, 0, n // 2, (n - 1) // 2))
    mean = F.avg_pool3d(squares, (n, 1, 1), stride=1)[:, 0]
    scale = alpha if divide_by_n else alpha * n
    return x * (k + scale * mean).pow(-beta)
