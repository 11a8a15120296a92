"""en: You repeated the border of x; beyond it there are zeros.
ko: x의 가장자리를 반복했습니다. 가장자리 바깥은 0입니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F


def bilinear_kernel(C, k):
    factor = (k + 1) // 2
    center = (k - 1) / 2
    og = torch.arange(k, dtype=torch.float64)
    filt = 1 - torch.abs(og - center) / factor
    kernel = filt[:, None] * filt[None, :]
    return kernel.repeat(C, 1, 1, 1)


def upsample(x, s):
    C = x.shape[1]
    k = 2 * s - s % 2
    padding = (s - 1 + 1) // 2
    weight = bilinear_kernel(C, k).to(x.dtype)
    x = F.pad(x, (1, 1, 1, 1), mode="replicate")
    y = F.conv_transpose2d(x, weight, stride=s, padding=padding, groups=C)
    return y[:, :, s:-s, s:-s]
