"""Columns, added up by fold."""

from __future__ import annotations

from torch.nn import functional as F


def conv_transpose2d(x, w, stride=1, padding=0, output_padding=0, dilation=1):
    s, p, op, d = ((v, v) if isinstance(v, int) else v for v in (stride, padding, output_padding, dilation))
    ci, _, kh, kw = w.shape
    height = (x.shape[2] - 1) * s[0] - 2 * p[0] + d[0] * (kh - 1) + op[0] + 1
    width = (x.shape[3] - 1) * s[1] - 2 * p[1] + d[1] * (kw - 1) + op[1] + 1
    columns = w.reshape(ci, -1).t() @ x.flatten(2)
    blocks = [
        (n + 2 * q - e * (k - 1) - 1) // t + 1 for n, q, e, k, t in zip((height, width), p, d, (kh, kw), s, strict=True)
    ]
    if blocks != list(x.shape[2:]):  # rows that output padding adds would make room for one more stamp
        columns = F.pad(
            columns.unflatten(2, x.shape[2:]), (0, blocks[1] - x.shape[3], 0, blocks[0] - x.shape[2])
        ).flatten(2)
    return F.fold(columns, (height, width), (kh, kw), d, p, s)
