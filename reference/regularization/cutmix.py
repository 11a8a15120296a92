"""CutMix (Yun et al.), arXiv 1905.04899, and Cutout (DeVries and Taylor), arXiv 1708.04552.

    r_h = H √(1 - λ),  r_w = W √(1 - λ)        a box with the image's own proportions and (1 - λ) of its area
    x̃_i = x_i outside the box, x_j inside
    ỹ_i = λ' y_i + (1 - λ') y_j,    λ' = 1 - (area of the box within the image) / (H W)

x, y    images and their labels, one-hot or soft
j       the partner of sample i, perm[i]
λ       the part of the image that is to stay, λ' the part that does: a box at the border is clipped
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

Box = tuple[int, int, int, int]


def rand_bbox(H: int, W: int, lam: float, cy: int, cx: int) -> Box:
    """The box (y1, x1, y2, x2) around row `cy` and column `cx` with about 1 - `lam` of the area of H x W, clipped.

    It holds the rows y1 to y2 - 1 and the columns x1 to x2 - 1. Half of each side is rounded down.
    """
    r = math.sqrt(1 - lam)
    half_h, half_w = int(H * r / 2), int(W * r / 2)
    return max(cy - half_h, 0), max(cx - half_w, 0), min(cy + half_h, H), min(cx + half_w, W)


def cutmix(x: Tensor, y: Tensor, box: Box, perm: Tensor) -> tuple[Tensor, Tensor]:
    """Paste the box (y1, x1, y2, x2), which lies within the image, from the images at `perm` [N] into `x` [N, C, H, W].

    The labels `y` [N, K] (floating, or integers, which count as numbers of torch's default dtype) are mixed by the area
    that was pasted. Returns (x̃, ỹ) with the shapes of x and y; these keep their values.
    """
    y1, x1, y2, x2 = box
    H, W = x.shape[-2:]
    mixed = x.clone()
    mixed[..., y1:y2, x1:x2] = x[perm][..., y1:y2, x1:x2]
    lam = 1 - (y2 - y1) * (x2 - x1) / (H * W)
    if not y.is_floating_point():
        y = y.to(torch.get_default_dtype())
    return mixed, lam * y + (1 - lam) * y[perm]


def cutout(x: Tensor, size: int, cy: int, cx: int) -> Tensor:
    """`x` [N, C, H, W] with zeros in a square of `size` rows and columns, as far as it lies within the image.

    The square begins at row cy - size // 2 and column cx - size // 2. `x` keeps its values.
    """
    top, left = cy - size // 2, cx - size // 2
    result = x.clone()
    result[..., max(top, 0) : max(top + size, 0), max(left, 0) : max(left + size, 0)] = 0
    return result
