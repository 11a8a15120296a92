"""Two one-dimensional stamps, one axis after the other."""

from __future__ import annotations

import torch
import torch.nn.functional as F


def triangle(k):
    half = -(-k // 2)
    return torch.tensor([(half - abs(i - (k - 1) / 2)) / half for i in range(k)])


def bilinear_kernel(C, k):
    w = triangle(k)
    return torch.einsum("i,j->ij", w, w).view(1, 1, k, k).expand(C, 1, k, k)


def upsample(x, s):
    n, c, h, w = x.shape
    taps = triangle(2 * s - (s % 2)).to(x.dtype)
    p = s // 2
    x = F.conv_transpose2d(x.reshape(n * c, 1, h, w), taps.view(1, 1, -1, 1), stride=(s, 1), padding=(p, 0))
    x = F.conv_transpose2d(x, taps.view(1, 1, 1, -1), stride=(1, s), padding=(0, p))
    return x.view(n, c, s * h, s * w)
