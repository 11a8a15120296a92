"""en: Your kernel is a cone, 1 minus the distance; it is the product of two triangles.
ko: 커널이 1에서 거리를 뺀 원뿔입니다. 두 삼각형의 곱이어야 합니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F


def bilinear_kernel(C, k):
    factor = (k + 1) // 2
    center = (k - 1) / 2
    og = torch.arange(k, dtype=torch.float64)
    1 - torch.abs(og - center) / factor
    d = (og - center).abs() / factor
    kernel = (1 - (d[:, None] ** 2 + d[None, :] ** 2).sqrt()).clamp(min=0)
    return kernel.repeat(C, 1, 1, 1)


def upsample(x, s):
    C = x.shape[1]
    k = 2 * s - s % 2
    padding = (s - 1 + 1) // 2
    weight = bilinear_kernel(C, k).to(x.dtype)
    return F.conv_transpose2d(x, weight, stride=s, padding=padding, groups=C)
