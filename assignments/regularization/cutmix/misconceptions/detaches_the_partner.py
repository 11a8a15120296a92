"""en: You cut the partner off from the graph: its pixels get no gradient.
ko: 짝을 계산 그래프에서 떼어 냈습니다. 짝의 픽셀에 그래디언트가 흐르지 않습니다.
"""

from __future__ import annotations

import math

from torch import Tensor


def rand_bbox(H: int, W: int, lam: float, cy: int, cx: int) -> tuple[int, int, int, int]:
    half_h, half_w = int(H * math.sqrt(1 - lam) / 2), int(W * math.sqrt(1 - lam) / 2)
    return max(cy - half_h, 0), max(cx - half_w, 0), min(cy + half_h, H), min(cx + half_w, W)


def cutmix(x: Tensor, y: Tensor, box: tuple[int, int, int, int], perm: Tensor) -> tuple[Tensor, Tensor]:
    y1, x1, y2, x2 = box
    mixed = x.clone()
    mixed[:, :, y1:y2, x1:x2] = x[perm].detach()[:, :, y1:y2, x1:x2]
    lam = 1 - (y2 - y1) * (x2 - x1) / (x.shape[2] * x.shape[3])
    return mixed, lam * y + (1 - lam) * y[perm]


def cutout(x: Tensor, size: int, cy: int, cx: int) -> Tensor:
    top, left = cy - size // 2, cx - size // 2
    x = x.clone()
    x[:, :, max(top, 0) : top + size, max(left, 0) : left + size] = 0
    return x
