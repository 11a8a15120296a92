"""en: You average the two triangles; multiply them.
ko: 두 삼각형의 평균을 썼습니다. 곱해야 합니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F


def bilinear_kernel(C, k):
    factor = (k + 1) // 2
    center = (k - 1) / 2
    og = torch.arange(k, dtype=torch.float64)
    filt = 1 - torch.abs(og - center) / factor
    kernel = (filt[:, None] + filt[None, :]) / 2
    return kernel.repeat(C, 1, 1, 1)


def upsample(x, s):
    C = x.shape[1]
    k = 2 * s - s % 2
    padding = (s - 1 + 1) // 2
    weight = bilinear_kernel(C, k).to(x.dtype)
    return F.conv_transpose2d(x, weight, stride=s, padding=padding, groups=C)
