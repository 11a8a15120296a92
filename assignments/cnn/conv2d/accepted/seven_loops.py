"""Loops over everything, with tensors of one number."""

from __future__ import annotations

import torch


def conv2d(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = stride if isinstance(stride, (tuple, list)) else (stride, stride)
    ph, pw = padding if isinstance(padding, (tuple, list)) else (padding, padding)
    dh, dw = dilation if isinstance(dilation, (tuple, list)) else (dilation, dilation)
    n, _, h, width = x.shape
    o, cg, kh, kw = w.shape
    oh, ow = (h + 2 * ph - dh * (kh - 1) - 1) // sh + 1, (width + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    values = []
    for m in range(n):
        for f in range(o):
            first = f // (o // groups) * cg
            for i in range(oh):
                for j in range(ow):
                    total = x.new_zeros(()) if b is None else b[f]
                    for u in range(kh):
                        for v in range(kw):
                            r, q = i * sh + u * dh - ph, j * sw + v * dw - pw
                            if 0 <= r < h and 0 <= q < width:
                                total = total + x[m, first : first + cg, r, q] @ w[f, :, u, v]
                    values.append(total)
    return torch.stack(values).view(n, o, oh, ow)
