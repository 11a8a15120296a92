"""A loop over the kernel's pixels, and cumulative sums for the adaptive grid."""

from __future__ import annotations

import torch
from torch.nn import functional as F


def pieces(x, k, s, p, ceil_mode, value):
    s = s if s is not None else k
    n = []
    for side in x.shape[2:]:
        count = 0
        while count * s - p < side and (
            count * s + k <= side + 2 * p or (ceil_mode and (count - 1) * s + k < side + 2 * p)
        ):
            count += 1
        n.append(count)
    x = F.pad(x, (p, p + k + s, p, p + k + s), value=value)
    for u in range(k):
        for v in range(k):
            yield x[:, :, u : u + s * n[0] : s, v : v + s * n[1] : s][:, :, : n[0], : n[1]]


def max_pool2d(x, k, s=None, p=0, ceil_mode=False):
    best = None
    for piece in pieces(x, k, s, p, ceil_mode, float("-inf")):
        best = piece if best is None else torch.maximum(best, piece)
    return best


def avg_pool2d(x, k, s=None, p=0, ceil_mode=False, count_include_pad=True):
    total = sum(pieces(x, k, s, p, ceil_mode, 0.0))
    ones = torch.ones_like(x[:1, :1])
    padded = count_include_pad and p > 0
    counted = pieces_of_padded(ones, k, s, p, ceil_mode) if padded else pieces(ones, k, s, p, ceil_mode, 0.0)
    return total / sum(counted)


def pieces_of_padded(ones, k, s, p, ceil_mode):
    everywhere = pieces(ones, k, s, p, ceil_mode, 1.0)
    s = s if s is not None else k
    for index, piece in enumerate(everywhere):
        u, v = divmod(index, k)
        rows = torch.arange(piece.shape[2]) * s + u < ones.shape[2] + 2 * p
        columns = torch.arange(piece.shape[3]) * s + v < ones.shape[3] + 2 * p
        yield piece * (rows[:, None] & columns).to(piece)


def adaptive_avg_pool2d(x, size):
    for axis in (2, 3):
        n = x.shape[axis]
        sums = F.pad(x.movedim(axis, -1), (1, 0)).cumsum(dim=-1)
        start = [i * n // size for i in range(size)]
        end = [((i + 1) * n + size - 1) // size for i in range(size)]
        lengths = torch.tensor(end, dtype=x.dtype) - torch.tensor(start, dtype=x.dtype)
        x = ((sums[..., end] - sums[..., start]) / lengths).movedim(-1, axis)
    return x
