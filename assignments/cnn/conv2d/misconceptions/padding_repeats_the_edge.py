"""en: You padded with the pixels of the edge; it should be zeros.
ko: 가장자리 픽셀로 패딩했습니다. 0이어야 합니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F


def two(value):
    return (value, value) if isinstance(value, int) else tuple(value)


def conv2d(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = two(stride)
    ph, pw = two(padding)
    dh, dw = two(dilation)
    _, _, H, W = x.shape
    co, Cg, kh, kw = w.shape
    x = F.pad(x, (pw, pw, ph, ph), mode="replicate")
    Ho = (H + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    Wo = (W + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    outputs = []
    for g in range(groups):
        xg = x[:, g * Cg : (g + 1) * Cg]
        wg = w[g * (co // groups) : (g + 1) * (co // groups)]
        rows = []
        for i in range(Ho):
            row = []
            for j in range(Wo):
                top, left = i * sh, j * sw
                window = xg[:, :, top : top + dh * (kh - 1) + 1 : dh, left : left + dw * (kw - 1) + 1 : dw]
                row.append((window[:, None] * wg[None]).sum(dim=(2, 3, 4)))
            rows.append(torch.stack(row, dim=-1))
        outputs.append(torch.stack(rows, dim=-2))
    y = torch.cat(outputs, dim=1)
    if b is not None:
        y = y + b.view(1, -1, 1, 1)
    return y
