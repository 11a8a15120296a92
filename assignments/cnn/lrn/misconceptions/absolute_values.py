"""en: You add absolute values instead of squares.
ko: 제곱이 아니라 절댓값을 더합니다.
"""

from __future__ import annotations

import torch


def lrn(x, n=5, k=2.0, alpha=1e-4, beta=0.75, divide_by_n=False):
    channels = x.shape[1]
    if divide_by_n:
        alpha = alpha / n
    outputs = []
    for c in range(channels):
        first = max(0, c - n // 2)
        last = min(channels - 1, c + (n - 1) // 2)
        total = x[:, first : last + 1].abs().sum(dim=1)
        outputs.append(x[:, c] / (k + alpha * total) ** beta)
    return torch.stack(outputs, dim=1)
