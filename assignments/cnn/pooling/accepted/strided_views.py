"""Padded images and views of all windows."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F


def views(x, k, s, p, ceil_mode, value):
    sizes = []
    for n in x.shape[-2:]:
        full, rest = divmod(n + 2 * p - k, s)
        m = full + 1 + (1 if ceil_mode and rest else 0)
        sizes.append(m - (ceil_mode and (m - 1) * s >= n + p))
    extra = [(m - 1) * s + k for m in sizes]
    bottom, right = (e - n - p for e, n in zip(extra, x.shape[-2:], strict=True))
    x = F.pad(x, (p, right, p, bottom), value=value).contiguous()
    a, b, c, d = x.stride()
    return x.as_strided((*x.shape[:2], *sizes, k, k), (a, b, c * s, d * s, c, d))


def max_pool2d(x, k, s=None, p=0, ceil_mode=False):
    return views(x, k, s or k, p, ceil_mode, -math.inf).flatten(-2).max(dim=-1).values


def avg_pool2d(x, k, s=None, p=0, ceil_mode=False, count_include_pad=True):
    s = s or k
    total = views(x, k, s, p, ceil_mode, 0.0).sum((-1, -2))
    ones = torch.ones(1, 1, *x.shape[2:], dtype=x.dtype, device=x.device)
    if count_include_pad:
        ones = F.pad(ones, (p,) * 4, value=1.0)
        h, w = (m * s + k for m in total.shape[2:])
        ones = F.pad(ones, (0, w, 0, h)).unfold(2, k, s).unfold(3, k, s)[:, :, : total.shape[2], : total.shape[3]]
    else:
        ones = views(ones, k, s, p, ceil_mode, 0.0)
    return total / ones.sum((-1, -2))


def adaptive_avg_pool2d(x, size):
    def weights(n):
        rows = torch.zeros(size, n, dtype=x.dtype, device=x.device)
        for i in range(size):
            start, end = i * n // size, ((i + 1) * n + size - 1) // size
            rows[i, start:end] = 1 / (end - start)
        return rows

    return weights(x.shape[2]) @ x @ weights(x.shape[3]).T
