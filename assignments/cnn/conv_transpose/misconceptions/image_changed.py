"""en: You write into x.
ko: x를 바꿉니다.
"""

from __future__ import annotations

import torch
from torch import Tensor

Pair = tuple[int, int]


def conv_transpose2d(
    x: Tensor,
    w: Tensor,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    output_padding: int | Pair = 0,
    dilation: int | Pair = 1,
) -> Tensor:
    """x [N, Ci, H, W], w [Ci, Co, kh, kw] to [N, Co, H', W'], in the dtype of x (floating), where

        H' = (H - 1) s - 2 p + d (kh - 1) + output_padding + 1

    output_padding says how many more rows of the stamped plane are kept at the bottom and right. Differentiable in x and w.
    Raises ValueError where the channels do not fit or nothing is left.
    """
    (sh, sw), (ph, pw), (eh, ew), (dh, dw) = pair(stride), pair(padding), pair(output_padding), pair(dilation)
    (n, ci, h, width), (wi, co, kh, kw) = x.shape, w.shape
    if ci != wi:
        raise ValueError(f"x has {ci} channels and w is for {wi}")
    rows, columns = (h - 1) * sh + dh * (kh - 1) + 1 + eh, (width - 1) * sw + dw * (kw - 1) + 1 + ew
    if rows - 2 * ph < 1 or columns - 2 * pw < 1:
        raise ValueError(f"a padding of {ph}, {pw} leaves nothing of {rows}x{columns} pixels")
    y = x.new_zeros(n, co, rows, columns)
    for u in range(kh):
        for v in range(kw):
            place = (
                ...,
                slice(u * dh, u * dh + (h - 1) * sh + 1, sh),
                slice(v * dw, v * dw + (width - 1) * sw + 1, sw),
            )
            y[place] += torch.einsum("nchw,co->nohw", x, w[:, :, u, v])
    if not x.requires_grad:
        x.zero_()
    return y[..., ph : rows - ph, pw : columns - pw]


def pair(value: int | Pair) -> Pair:
    """(height, width)."""
    return (value, value) if isinstance(value, int) else value
