"""en: Your result is float64 whatever x is.
ko: x의 dtype과 상관없이 결과가 float64입니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

Pair = tuple[int, int]


def conv2d(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> Tensor:
    """x [N, C, H, W], w [O, C/groups, kh, kw], b [O] to [N, O, H', W'], in the dtype of x (floating), where

        H' = (H + 2 p - d (kh - 1) - 1) // s + 1

    Differentiable in x, w and b. Raises ValueError where the channels do not fit the groups, or nothing is left.
    """
    (sh, sw), (ph, pw), (dh, dw) = pair(stride), pair(padding), pair(dilation)
    x = F.pad(x, (pw, pw, ph, ph))
    (n, c, height, width), (o, c_of_group, kh, kw) = x.shape, w.shape
    if c != groups * c_of_group or o % groups:
        raise ValueError(f"{c} channels and weights {tuple(w.shape)} do not make {groups} groups")
    rows, columns = (height - dh * (kh - 1) - 1) // sh + 1, (width - dw * (kw - 1) - 1) // sw + 1
    if min(rows, columns) < 1:
        raise ValueError(f"a kernel of {kh}x{kw} does not fit into {height}x{width} pixels")
    x = x.reshape(n, groups, c_of_group, height, width)
    w = w.reshape(groups, o // groups, c_of_group, kh, kw)
    y = x.new_zeros(n, groups, o // groups, rows, columns)
    for u in range(kh):
        for v in range(kw):  # what pixel (u, v) of the kernel sees, for all outputs at once
            seen = x[..., u * dh : u * dh + (rows - 1) * sh + 1 : sh, v * dw : v * dw + (columns - 1) * sw + 1 : sw]
            y = y + torch.einsum("ngchw,goc->ngohw", seen, w[..., u, v])
    y = y.reshape(n, o, rows, columns).double()
    return y if b is None else y + b[:, None, None]


def pair(value: int | Pair) -> Pair:
    """(height, width)."""
    return (value, value) if isinstance(value, int) else value
