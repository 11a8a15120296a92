"""en: Your kernel is [C, C, k, k]; it is [C, 1, k, k].
ko: 커널의 모양이 [C, C, k, k]입니다. [C, 1, k, k]이어야 합니다.
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
    weight = torch.zeros(C, C, k, k, dtype=torch.float64)
    weight[range(C), range(C)] = kernel
    return weight


def upsample(x, s):
    C = x.shape[1]
    k = 2 * s - s % 2
    padding = (s - 1 + 1) // 2
    weight = bilinear_kernel(C, k).to(x.dtype)
    return F.conv_transpose2d(x, weight, stride=s, padding=padding)
