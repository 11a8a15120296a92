"""en: You mixed the labels half and half whatever the box is.
ko: 박스와 상관없이 레이블을 반씩 섞었습니다.
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
    return mixed, 0.5 * y + 0.5 * y[perm]


def cutout(x: Tensor, size: int, cy: int, cx: int) -> Tensor:
    top, left = cy - size // 2, cx - size // 2
    x = x.clone()
    x[:, :, max(top, 0) : top + size, max(left, 0) : left + size] = 0
    return x
