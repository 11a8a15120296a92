"""en: With divide_by_n you divide by the number of terms, which is smaller at the edges; it is n everywhere.
ko: divide_by_n에서 가장자리에서는 더 적은 항의 수로 나눕니다. 어디에서나 n으로 나눠야 합니다.
"""

from __future__ import annotations

import torch


def lrn(x, n=5, k=2.0, alpha=1e-4, beta=0.75, divide_by_n=False):
    channels = x.shape[1]
    outputs = []
    for c in range(channels):
        first = max(0, c - n // 2)
        last = min(channels - 1, c + (n - 1) // 2)
        total = (x[:, first : last + 1] ** 2).sum(dim=1)
        outputs.append(x[:, c] / (k + (alpha / (last + 1 - first) if divide_by_n else alpha) * total) ** beta)
    return torch.stack(outputs, dim=1)
