"""en: Your window wraps around from the last channel to the first.
ko: 창이 마지막 채널에서 첫 채널로 이어집니다.
"""

from __future__ import annotations

import torch


def lrn(x, n=5, k=2.0, alpha=1e-4, beta=0.75, divide_by_n=False):
    channels = x.shape[1]
    if divide_by_n:
        alpha = alpha / n
    outputs = []
    for c in range(channels):
        total = sum(x[:, j % channels] ** 2 for j in range(c - n // 2, c + (n - 1) // 2 + 1))
        outputs.append(x[:, c] / (k + alpha * total) ** beta)
    return torch.stack(outputs, dim=1)
