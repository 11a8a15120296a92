"""Unfolded windows and one product for each group."""

from __future__ import annotations

from torch.nn import functional


def pairs(*values):
    return [(v, v) if isinstance(v, int) else tuple(v) for v in values]


def conv2d(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    (sh, sw), (ph, pw), (dh, dw) = pairs(stride, padding, dilation)
    n, _, h, _ = x.shape
    o, _, kh, kw = w.shape
    columns = functional.unfold(x, (kh, kw), dilation=(dh, dw), padding=(ph, pw), stride=(sh, sw))
    columns = columns.view(n, groups, -1, columns.shape[-1])
    y = w.view(1, groups, o // groups, -1) @ columns
    size = (h + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    y = y.reshape(n, o, size, -1)
    return y if b is None else y + b.reshape(o, 1, 1)
