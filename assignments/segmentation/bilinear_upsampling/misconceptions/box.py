"""en: Your kernel is nearest-neighbour upsampling: a box instead of a triangle.
ko: 커널이 삼각형이 아니라 상자여서 최근접 업샘플링입니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F


def bilinear_kernel(C, k):
    factor = (k + 1) // 2
    center = (k - 1) / 2
    og = torch.arange(k, dtype=torch.float64)
    filt = (torch.abs(og - center) < factor / 2).double()
    kernel = filt[:, None] * filt[None, :]
    return kernel.repeat(C, 1, 1, 1)


def upsample(x, s):
    C = x.shape[1]
    k = 2 * s - s % 2
    padding = (s - 1 + 1) // 2
    weight = bilinear_kernel(C, k).to(x.dtype)
    return F.conv_transpose2d(x, weight, stride=s, padding=padding, groups=C)
