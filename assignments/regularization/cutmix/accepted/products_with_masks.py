"""Multiplies by masks of ones and zeros; the weight is counted in pixels."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def rand_bbox(H: int, W: int, lam: float, cy: int, cx: int):
    half = [int(0.5 * (1 - lam) ** 0.5 * side) for side in (H, W)]
    corners = [cy - half[0], cx - half[1], cy + half[0], cx + half[1]]
    return torch.tensor([min(max(value, 0), limit) for value, limit in zip(corners, (H, W, H, W), strict=True)])


def cutmix(x: Tensor, y: Tensor, box, perm: Tensor) -> tuple[Tensor, Tensor]:
    y1, x1, y2, x2 = (int(v) for v in box)
    keep = torch.ones(1, 1, *x.shape[2:], dtype=x.dtype)
    keep[..., y1:y2, x1:x2] = 0
    lam = keep.mean()
    target = y.to(x.dtype)
    return x * keep + x[perm] * (1 - keep), target * lam + target[perm] * (1 - lam)


def cutout(x: Tensor, size: int, cy: int, cx: int) -> Tensor:
    h, w = x.shape[2:]
    keep = np.ones((h, w))
    y1, x1 = cy - size // 2, cx - size // 2
    keep[np.clip(y1, 0, h) : np.clip(y1 + size, 0, h), np.clip(x1, 0, w) : np.clip(x1 + size, 0, w)] = 0
    return x * torch.from_numpy(keep).to(x.dtype)
