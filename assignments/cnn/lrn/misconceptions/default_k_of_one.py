"""en: Your default for k is 1, as in PyTorch; the paper has 2.
ko: k의 기본값이 PyTorch처럼 1입니다. 논문에서는 2입니다.
"""

from __future__ import annotations

import torch


def lrn(x, n=5, k=1.0, alpha=1e-4, beta=0.75, divide_by_n=False):
    channels = x.shape[1]
    if divide_by_n:
        alpha = alpha / n
    outputs = []
    for c in range(channels):
        first = max(0, c - n // 2)
        last = min(channels - 1, c + (n - 1) // 2)
        total = (x[:, first : last + 1] ** 2).sum(dim=1)
        outputs.append(x[:, c] / (k + alpha * total) ** beta)
    return torch.stack(outputs, dim=1)
