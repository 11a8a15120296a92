"""Intersection over union of boxes (Jaccard index), as detectors since arXiv 1311.2524 match and score boxes.

    IoU(a, b) = |a and b| / |a or b|,   |a or b| = |a| + |b| - |a and b|

Boxes are (x1, y1, x2, y2) with x1 <= x2 and y1 <= y2, in continuous coordinates: the width is x2 - x1, without the
"+ 1" of pixel counting.
"""

from __future__ import annotations

import torch
from torch import Tensor


def box_iou(a: Tensor, b: Tensor) -> Tensor:
    """IoU of every box of `a` [N, 4] with every box of `b` [M, 4]: [N, M], in [0, 1].

    The result is float64 where `a` or `b` is, else float32: there the areas of half precision and integer boxes fit.
    Where neither box has an area, the IoU is 0.
    """
    dtype = torch.promote_types(torch.promote_types(a.dtype, b.dtype), torch.float32)
    a, b = a.to(dtype), b.to(dtype)
    area_a = (a[:, 2:] - a[:, :2]).prod(dim=1)  # [N]
    area_b = (b[:, 2:] - b[:, :2]).prod(dim=1)  # [M]
    low = torch.maximum(a[:, None, :2], b[None, :, :2])  # [N, M, 2], the corner x1, y1 of the intersection
    high = torch.minimum(a[:, None, 2:], b[None, :, 2:])  # [N, M, 2], its corner x2, y2
    inter = (high - low).clamp(min=0).prod(dim=2)  # [N, M]; a negative side means that they do not meet
    union = area_a[:, None] + area_b[None, :] - inter  # [N, M]
    return inter / torch.where(union > 0, union, 1)
