"""en: You take n channels on each side; n is the whole window.
ko: 양쪽에서 채널을 n개씩 봅니다. n은 창 전체의 크기입니다.
"""

from __future__ import annotations

import torch


def lrn(x, n=5, k=2.0, alpha=1e-4, beta=0.75, divide_by_n=False):
    channels = x.shape[1]
    if divide_by_n:
        alpha = alpha / n
    outputs = []
    for c in range(channels):
        first = max(0, c - n)
        last = min(channels - 1, c + n)
        total = (x[:, first : last + 1] ** 2).sum(dim=1)
        outputs.append(x[:, c] / (k + alpha * total) ** beta)
    return torch.stack(outputs, dim=1)
