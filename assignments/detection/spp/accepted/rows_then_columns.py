"""Maxima over rows, then over columns."""

from __future__ import annotations

from math import ceil, floor

import torch


def along(x, n, dim):
    size = x.shape[dim]
    parts = []
    for i in range(n):
        begin, end = floor(i * size / n), ceil((i + 1) * size / n)
        parts.append(x.narrow(dim, begin, end - begin).max(dim=dim, keepdim=True).values)
    return torch.cat(parts, dim)


def spp(feat, levels=(1, 2, 3, 6)):
    return torch.cat([along(along(feat, n, 2), n, 3).reshape(len(feat), -1) for n in levels], dim=1)


def roi_to_feature(box, stride):
    return tuple(floor(v / stride) + 1 if i < 2 else ceil(v / stride) - 1 for i, v in enumerate(box))
