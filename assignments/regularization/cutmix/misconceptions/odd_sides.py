"""en: You rounded the whole side down, so that it may be odd; each half of it is rounded down.
ko: 변의 길이 전체를 내림하여 홀수가 될 수 있습니다. 변의 절반을 내림합니다.
"""

from __future__ import annotations

import math

from torch import Tensor


def rand_bbox(H: int, W: int, lam: float, cy: int, cx: int) -> tuple[int, int, int, int]:
    h, w = int(H * math.sqrt(1 - lam)), int(W * math.sqrt(1 - lam))
    top, left = cy - h // 2, cx - w // 2
    return max(top, 0), max(left, 0), min(top + h, H), min(left + w, W)


def cutmix(x: Tensor, y: Tensor, box: tuple[int, int, int, int], perm: Tensor) -> tuple[Tensor, Tensor]:
    y1, x1, y2, x2 = box
    mixed = x.clone()
    mixed[:, :, y1:y2, x1:x2] = x[perm][:, :, y1:y2, x1:x2]
    lam = 1 - (y2 - y1) * (x2 - x1) / (x.shape[2] * x.shape[3])
    return mixed, lam * y + (1 - lam) * y[perm]


def cutout(x: Tensor, size: int, cy: int, cx: int) -> Tensor:
    top, left = cy - size // 2, cx - size // 2
    x = x.clone()
    x[:, :, max(top, 0) : top + size, max(left, 0) : left + size] = 0
    return x
