"""en: You left out k: where the neighbours are silent you divide by almost nothing.
ko: k를 빠뜨렸습니다. 이웃이 조용하면 거의 0으로 나눕니다.
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
        total = (x[:, first : last + 1] ** 2).sum(dim=1)
        outputs.append(x[:, c] / (alpha * total) ** beta)
    return torch.stack(outputs, dim=1)
