"""en: Your window is over neighbouring pixels of the same channel.
ko: 같은 채널의 이웃 픽셀을 봅니다.
"""

from __future__ import annotations

import torch


def lrn(x, n=5, k=2.0, alpha=1e-4, beta=0.75, divide_by_n=False):
    channels = x.shape[1]
    if divide_by_n:
        alpha = alpha / n
    outputs = []
    for c in range(channels):
        padded = torch.nn.functional.pad(x[:, c] ** 2, (n // 2, (n - 1) // 2, n // 2, (n - 1) // 2))
        total = padded.unfold(1, n, 1).unfold(2, n, 1).sum(dim=(-1, -2))
        outputs.append(x[:, c] / (k + alpha * total) ** beta)
    return torch.stack(outputs, dim=1)
