"""en: At the border your square shrinks on both sides, so that it stays around its centre.
ko: 경계에서 정사각형이 양쪽으로 줄어듭니다. 넘어간 부분만 잘라야 합니다.
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
    mixed[:, :, y1:y2, x1:x2] = x[perm][:, :, y1:y2, x1:x2]
    lam = 1 - (y2 - y1) * (x2 - x1) / (x.shape[2] * x.shape[3])
    return mixed, lam * y + (1 - lam) * y[perm]


def cutout(x: Tensor, size: int, cy: int, cx: int) -> Tensor:
    half = min(size // 2, cy, cx, x.shape[2] - cy, x.shape[3] - cx)
    top, left = cy - half, cx - half
    size = min(size, 2 * half + size % 2)
    x = x.clone()
    x[:, :, top : top + size, left : left + size] = 0
    return x
