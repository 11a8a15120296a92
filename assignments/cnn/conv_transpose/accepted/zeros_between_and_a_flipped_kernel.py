"""Zeros between the pixels, then a convolution with the flipped kernel."""

from __future__ import annotations

import torch.nn.functional as F


def pairs(*values):
    return [(v, v) if isinstance(v, int) else v for v in values]


def conv_transpose2d(x, w, stride=1, padding=0, output_padding=0, dilation=1):
    s, p, op, d = pairs(stride, padding, output_padding, dilation)
    n, c, h, width = x.shape
    spread = x.new_zeros(n, c, (h - 1) * s[0] + 1, (width - 1) * s[1] + 1)
    spread[:, :, :: s[0], :: s[1]] = x
    top, left = [d[i] * (w.shape[2 + i] - 1) - p[i] for i in (0, 1)]
    spread = F.pad(spread, (left, left + op[1], top, top + op[0]))  # also cuts, where negative
    return F.conv2d(spread, w.flip(2, 3).transpose(0, 1), dilation=d)
