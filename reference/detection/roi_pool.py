"""RoI pooling (Girshick, arXiv 1504.08083, section 2.1), as its Caffe layer and torchvision round.

corners    round(x * scale), halves upwards; the last pixel belongs to the region: width = x2 - x1 + 1, at least 1
bin (i, j) the maximum over rows y1 + floor(i h / out) to y1 + ceil((i + 1) h / out), and columns likewise; 0 where none
           of them is on the map
"""

from __future__ import annotations

import math

import torch
from torch import Tensor


def roi_pool(feat: Tensor, rois: Tensor, out: int = 7, scale: float = 1 / 16) -> Tensor:
    """[K, C, out, out] of feature maps [N, C, H, W] and regions [K, 5]: the number of the image, then x1, y1, x2, y2 in pixels
    of the image, which is 1 / scale times as large as the map."""
    H, W = feat.shape[2:]
    pooled = []
    for image, *corners in rois.tolist():
        x1, y1, x2, y2 = (math.floor(corner * scale + 0.5) for corner in corners)
        for rows in bins(y1, y2, out, H):
            for columns in bins(x1, x2, out, W):
                window = feat[int(image), :, rows, columns]
                pooled.append(window.amax(dim=(1, 2)) if window.numel() else feat.new_zeros(feat.shape[1]))
    if not pooled:
        return feat.new_zeros(0, feat.shape[1], out, out)
    return torch.stack(pooled).reshape(len(rois), out, out, -1).permute(0, 3, 1, 2)


def bins(first: int, last: int, out: int, size: int) -> list[slice]:
    """The pixels of each of `out` bins along one axis, as far as they are on the map."""
    length = max(last - first + 1, 1)
    edges = [(first + i * length // out, first - (-(i + 1) * length // out)) for i in range(out)]
    return [slice(min(max(start, 0), size), min(max(end, 0), size)) for start, end in edges]
