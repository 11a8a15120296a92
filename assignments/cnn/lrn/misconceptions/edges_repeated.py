"""en: You repeat the channels at the edges.
ko: 가장자리의 채널을 반복합니다.
"""

from __future__ import annotations

import torch


def lrn(x, n=5, k=2.0, alpha=1e-4, beta=0.75, divide_by_n=False):
    channels = x.shape[1]
    if divide_by_n:
        alpha = alpha / n
    outputs = []
    for c in range(channels):
        total = sum(x[:, min(max(j, 0), channels - 1)] ** 2 for j in range(c - n // 2, c + (n - 1) // 2 + 1))
        outputs.append(x[:, c] / (k + alpha * total) ** beta)
    return torch.stack(outputs, dim=1)
