"""en: You multiplied with masks of float64: images of float32 come back as float64.
ko: float64 마스크를 곱했습니다. float32 이미지가 float64가 되어 돌아옵니다.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor


def rand_bbox(H: int, W: int, lam: float, cy: int, cx: int) -> tuple[int, int, int, int]:
    half_h, half_w = int(H * math.sqrt(1 - lam) / 2), int(W * math.sqrt(1 - lam) / 2)
    return max(cy - half_h, 0), max(cx - half_w, 0), min(cy + half_h, H), min(cx + half_w, W)


def cutmix(x: Tensor, y: Tensor, box: tuple[int, int, int, int], perm: Tensor) -> tuple[Tensor, Tensor]:
    y1, x1, y2, x2 = box
    inside = torch.zeros(x.shape[2:], dtype=torch.float64)
    inside[y1:y2, x1:x2] = 1
    mixed = x * (1 - inside) + x[perm] * inside
    lam = 1 - (y2 - y1) * (x2 - x1) / (x.shape[2] * x.shape[3])
    return mixed, lam * y + (1 - lam) * y[perm]


def cutout(x: Tensor, size: int, cy: int, cx: int) -> Tensor:
    top, left = cy - size // 2, cx - size // 2
    keep = torch.ones(x.shape[2:], dtype=torch.float64)
    keep[max(top, 0) : top + size, max(left, 0) : left + size] = 0
    return x * keep
