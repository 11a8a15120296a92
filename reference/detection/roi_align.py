"""RoIAlign (He et al., arXiv 1703.06870, section 3): bilinear samples at exact places, nothing is rounded.

corner    c * scale - 1/2 (aligned) or c * scale
bin       side / out wide, with r x r samples in the middle of r x r equal cells of it; their average
sample    bilinear between the four pixels around it; nothing more than a pixel beyond the map is 0
"""

from __future__ import annotations

import math

import torch
from torch import Tensor


def roi_align(
    feat: Tensor, rois: Tensor, out: int, scale: float, sampling_ratio: int = 2, aligned: bool = True
) -> Tensor:
    """[K, C, out, out] of feature maps [N, C, H, W] and regions [K, 5]: the number of the image, then x1, y1, x2, y2 in pixels
    of the image. `sampling_ratio` <= 0 takes ceil(side / out) samples in each direction. Without `aligned` (the paper's
    first code) corners are not shifted by half a pixel, and a region is at least one pixel large."""
    pooled = []
    for image, *corners in rois.tolist():
        x1, y1, x2, y2 = (corner * scale - (0.5 if aligned else 0.0) for corner in corners)
        height, width = (y2 - y1, x2 - x1) if aligned else (max(y2 - y1, 1.0), max(x2 - x1, 1.0))
        rows = weights(y1, height, out, sampling_ratio, feat.shape[2]).to(feat)
        columns = weights(x1, width, out, sampling_ratio, feat.shape[3]).to(feat)
        pooled.append(torch.einsum("ih,chw,jw->cij", rows, feat[int(image)], columns))
    return torch.stack(pooled) if pooled else feat.new_zeros(0, feat.shape[1], out, out)


def weights(start: float, length: float, out: int, sampling_ratio: int, size: int) -> Tensor:
    """How much each of `size` pixels counts in each of `out` bins along one axis: float64 [out, size]."""
    r = sampling_ratio if sampling_ratio > 0 else math.ceil(length / out)
    total = torch.zeros(out, size, dtype=torch.float64)
    for i in range(out):
        for k in range(r):
            at = start + (i + (k + 0.5) / r) * length / out
            if not -1 <= at <= size:
                continue
            at = min(max(at, 0.0), size - 1.0)
            low = min(int(at), size - 1)
            total[i, low] += (1 - (at - low)) / r
            total[i, min(low + 1, size - 1)] += (at - low) / r
    return total
