"""en: You moved a box at the border into the image; it is cut off there.
ko: 경계의 박스를 이미지 안으로 옮겼습니다. 경계에서 잘라야 합니다.
"""

from __future__ import annotations

import math

from torch import Tensor


def rand_bbox(H: int, W: int, lam: float, cy: int, cx: int) -> tuple[int, int, int, int]:
    half_h, half_w = int(H * math.sqrt(1 - lam) / 2), int(W * math.sqrt(1 - lam) / 2)
    y1 = min(max(cy - half_h, 0), H - 2 * half_h)
    x1 = min(max(cx - half_w, 0), W - 2 * half_w)
    return y1, x1, y1 + 2 * half_h, x1 + 2 * half_w


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
