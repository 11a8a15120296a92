"""Spatial pyramid pooling (He et al., arXiv 1406.4729): a vector of one length from feature maps of any size.

level n, bin (i, j):  the maximum over rows floor(i h / n) to ceil((i + 1) h / n), and columns likewise, ends excluded
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor


def spp(feat: Tensor, levels: Sequence[int] = (1, 2, 3, 6)) -> Tensor:
    """[N, C, h, w] to [N, C * sum of n^2]: level after level, in each channel after channel, in each row by row."""
    h, w = feat.shape[2:]
    parts = []
    for n in levels:
        rows, columns = bins(h, n), bins(w, n)
        level = [feat[:, :, top:bottom, left:right].amax(dim=(2, 3)) for top, bottom in rows for left, right in columns]
        parts.append(torch.stack(level, dim=2).flatten(1))  # [N, C, n n] to [N, C n n]
    return torch.cat(parts, dim=1)


def bins(size: int, n: int) -> list[tuple[int, int]]:
    """Where each of n bins starts and ends. They cover everything; where n does not divide the size they overlap."""
    return [(i * size // n, -(-(i + 1) * size // n)) for i in range(n)]


def roi_to_feature(box: Sequence[float], stride: int) -> tuple[int, int, int, int]:
    """The corners of a window (x1, y1, x2, y2) of the image on the feature map (appendix A): floor(x / S) + 1 for the left
    and the top, ceil(x / S) - 1 for the right and the bottom."""
    x1, y1, x2, y2 = box
    return (
        math.floor(x1 / stride) + 1,
        math.floor(y1 / stride) + 1,
        math.ceil(x2 / stride) - 1,
        math.ceil(y2 / stride) - 1,
    )
