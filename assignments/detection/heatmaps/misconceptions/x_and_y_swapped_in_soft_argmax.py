"""en: soft_argmax gives (y, x).
ko: soft_argmax가 (y, x)를 냅니다.
"""

from __future__ import annotations

import torch


def encode_heatmap(kpts, H, W, sigma):
    ys = torch.arange(H, dtype=kpts.dtype)
    xs = torch.arange(W, dtype=kpts.dtype)
    yy, xx = torch.meshgrid(ys, xs, indexing="ij")
    maps = []
    for x, y in kpts:
        d2 = (xx - x) ** 2 + (yy - y) ** 2
        maps.append(torch.exp(-d2 / (2 * sigma**2)))
    return torch.stack(maps)


def decode_heatmap(hm):
    K, _H, W = hm.shape
    index = hm.reshape(K, -1).argmax(dim=1)
    x = index % W
    y = index // W
    return torch.stack([x, y], dim=1)


def soft_argmax(hm):
    _K, H, W = hm.shape
    p = hm / hm.sum(dim=(1, 2), keepdim=True)
    x = (p.sum(dim=1) * torch.arange(W, dtype=hm.dtype)).sum(dim=1)
    y = (p.sum(dim=2) * torch.arange(H, dtype=hm.dtype)).sum(dim=1)
    return torch.stack([y, x], dim=1)
