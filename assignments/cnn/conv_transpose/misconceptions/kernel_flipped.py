"""en: Your stamp is the flipped kernel; flipping belongs to the form with zeros between the pixels.
ko: 커널을 뒤집어 찍었습니다. 뒤집는 것은 픽셀 사이에 0을 넣는 방식에서만 합니다.
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
    w = w.flip(2, 3)
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
