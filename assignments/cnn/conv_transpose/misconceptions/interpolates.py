"""en: You repeated the pixels of x instead of putting zeros between them.
ko: x의 픽셀 사이에 0을 넣지 않고 픽셀을 반복했습니다.
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
    n, _, h, width = x.shape
    _, co, kh, kw = w.shape
    rows = (h - 1) * sh + dh * (kh - 1) + 1 + oh
    columns = (width - 1) * sw + dw * (kw - 1) + 1 + ow
    out = torch.zeros(n, co, rows, columns, dtype=x.dtype, device=x.device)
    for i in range(h):
        for j in range(width):
            for a in range(sh if i + 1 < h else 1):
                for b in range(sw if j + 1 < width else 1):
                    r, c = i * sh + a, j * sw + b
                    out[:, :, r : r + dh * (kh - 1) + 1 : dh, c : c + dw * (kw - 1) + 1 : dw] += torch.einsum(
                        "nc,couv->nouv", x[:, :, i, j], w
                    )
    return out[:, :, ph : rows - ph, pw : columns - pw]
