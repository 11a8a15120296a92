"""en: Your sides are H(1 - lam) and W(1 - lam): the area is then (1 - lam) squared. Take the root.
ko: 변의 길이가 H(1 - lam), W(1 - lam)이어서 넓이가 (1 - lam)의 제곱이 됩니다. 제곱근을 취하십시오.
"""

from __future__ import annotations

from torch import Tensor


def rand_bbox(H: int, W: int, lam: float, cy: int, cx: int) -> tuple[int, int, int, int]:
    half_h, half_w = int(H * (1 - lam) / 2), int(W * (1 - lam) / 2)
    return max(cy - half_h, 0), max(cx - half_w, 0), min(cy + half_h, H), min(cx + half_w, W)


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
