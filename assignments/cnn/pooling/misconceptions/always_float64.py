"""en: Your result is float64 whatever x is.
ko: x의 dtype과 상관없이 결과가 float64입니다.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor


def out_size(n: int, k: int, s: int, p: int, ceil_mode: bool) -> int:
    """How many windows start within the image or its left padding; with ceil_mode the last may hang out of it."""
    if not ceil_mode:
        return (n + 2 * p - k) // s + 1
    size = math.ceil((n + 2 * p - k) / s) + 1
    return size - 1 if (size - 1) * s >= n + p else size  # none starts in the right padding


def windows(x: Tensor, k: int, s: int, p: int, ceil_mode: bool, fill: float) -> Tensor:
    """[N, C, H, W] to [N, C, H', W', k, k]; what is outside of the image is `fill`."""
    rows, columns = (out_size(n, k, s, p, ceil_mode) for n in x.shape[2:])
    below, right = (rows - 1) * s + k - p - x.shape[2], (columns - 1) * s + k - p - x.shape[3]
    x = F.pad(x, (p, max(right, 0), p, max(below, 0)), value=fill)
    return x.unfold(2, k, s).unfold(3, k, s)[:, :, :rows, :columns]


def max_pool2d(x: Tensor, k: int, s: int | None = None, p: int = 0, ceil_mode: bool = False) -> Tensor:
    """[N, C, H, W], floating, to [N, C, H', W']; s is k unless given, and padding counts as minus infinity. The gradient goes to
    the largest number of each window."""
    return windows(x, k, k if s is None else s, p, ceil_mode, -math.inf).amax(dim=(-2, -1))


def avg_pool2d(
    x: Tensor, k: int, s: int | None = None, p: int = 0, ceil_mode: bool = False, count_include_pad: bool = True
) -> Tensor:
    """[N, C, H, W], floating, to [N, C, H', W']. The sum of each window is divided by the number of its pixels within the image
    and, with count_include_pad, within the padding; what hangs out further never counts."""
    s = k if s is None else s
    inside = torch.ones_like(x[:1, :1], dtype=torch.float64)
    if count_include_pad:
        inside = F.pad(inside, (p, p, p, p), value=1.0)
        counted = windows(inside, k, s, 0, ceil_mode, 0.0)
        rows, columns = (out_size(n, k, s, p, ceil_mode) for n in x.shape[2:])
        counted = counted[:, :, :rows, :columns]
    else:
        counted = windows(inside, k, s, p, ceil_mode, 0.0)
    return windows(x, k, s, p, ceil_mode, 0.0).sum(dim=(-2, -1)) / counted.sum(dim=(-2, -1))


def adaptive_avg_pool2d(x: Tensor, size: int) -> Tensor:
    """[N, C, H, W], floating, to [N, C, size, size]: cell i is the mean of the rows from floor(i H / size) to
    ceil((i + 1) H / size), without the last; columns likewise."""

    def cells(n: int) -> list[slice]:
        return [slice(i * n // size, -(-(i + 1) * n // size)) for i in range(size)]

    rows = [torch.stack([x[:, :, r, c].mean(dim=(2, 3)) for c in cells(x.shape[3])], dim=-1) for r in cells(x.shape[2])]
    return torch.stack(rows, dim=-2)
