"""Anchors of the region proposal network (Ren et al., arXiv 1506.01497, section 3.1.1).

w = s / sqrt(r),   h = s sqrt(r)      area s^2, height to width r
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

SCALES, RATIOS = (128, 256, 512), (0.5, 1, 2)


def make_anchors(scales: Sequence[float] = SCALES, ratios: Sequence[float] = RATIOS) -> Tensor:
    """Boxes x1, y1, x2, y2 around the origin, not rounded: float64 [A, 4], ratio after ratio, in each scale after scale."""
    r = torch.tensor(ratios, dtype=torch.float64)[:, None]
    s = torch.tensor(scales, dtype=torch.float64)
    half = torch.stack([s / r.sqrt(), s * r.sqrt()], dim=-1).reshape(-1, 2) / 2
    return torch.cat([-half, half], dim=1)


def grid_anchors(
    h: int, w: int, stride: float, scales: Sequence[float] = SCALES, ratios: Sequence[float] = RATIOS
) -> Tensor:
    """The anchors around all pixels of a feature map of h x w: float64 [h w A, 4], row by row, A at each pixel. Pixel (i, j)
    stands at x = j stride, y = i stride."""
    y, x = torch.meshgrid(torch.arange(h) * stride, torch.arange(w) * stride, indexing="ij")
    places = torch.stack([x, y, x, y], dim=-1).reshape(-1, 1, 4)
    return (places + make_anchors(scales, ratios)).reshape(-1, 4)
