"""A mask of minus infinity for each bin."""

from __future__ import annotations

import math

import torch


def member(size, n):
    at, i = torch.arange(size), torch.arange(n)[:, None]
    return (at >= i * size // n) & (at < ((i + 1) * size + n - 1) // n)


def spp(feat, levels=(1, 2, 3, 6)):
    n_images, channels, h, w = feat.shape
    found = []
    for n in levels:
        inside = member(h, n)[:, None, :, None] & member(w, n)[None, :, None, :]
        big = feat[:, :, None, None].masked_fill(~inside.to(feat.device), -math.inf)
        found.append(big.flatten(-2).max(dim=-1)[0].view(n_images, channels * n * n))
    return torch.hstack(found)


def roi_to_feature(box, stride):
    x1, y1, x2, y2 = (value / stride for value in box)
    return [math.floor(x1) + 1, math.floor(y1) + 1, math.ceil(x2) - 1, math.ceil(y2) - 1]
