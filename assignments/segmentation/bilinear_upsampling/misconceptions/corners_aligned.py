"""en: You aligned the corners, as align_corners=True does.
ko: align_corners=True처럼 모서리를 맞추었습니다.
"""

from __future__ import annotations

import torch


def bilinear_kernel(C, k):
    factor = (k + 1) // 2
    center = (k - 1) / 2
    og = torch.arange(k, dtype=torch.float64)
    filt = 1 - torch.abs(og - center) / factor
    kernel = filt[:, None] * filt[None, :]
    return kernel.repeat(C, 1, 1, 1)


def upsample(x, s):
    for dim in (2, 3):
        n = x.shape[dim]
        place = torch.linspace(0, n - 1, n * s, dtype=x.dtype)
        low = place.floor().long().clamp(max=max(n - 2, 0))
        high = (low + 1).clamp(max=n - 1)
        shape = [1, 1, 1, 1]
        shape[dim] = -1
        t = (place - low).reshape(shape)
        x = x.index_select(dim, low) * (1 - t) + x.index_select(dim, high) * t
    return x
