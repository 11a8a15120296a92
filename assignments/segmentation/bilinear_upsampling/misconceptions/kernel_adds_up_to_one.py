"""en: Your kernel adds up to 1; in a transposed convolution it should add up to s².
ko: 커널의 합이 1입니다. 전치 합성곱에서는 s²이어야 합니다.
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
    kernel = kernel / kernel.sum()
    return kernel.repeat(C, 1, 1, 1)


def upsample(x, s):
    C = x.shape[1]
    k = 2 * s - s % 2
    padding = (s - 1 + 1) // 2
    weight = bilinear_kernel(C, k).to(x.dtype)
    return F.conv_transpose2d(x, weight, stride=s, padding=padding, groups=C)
