"""en: Every output channel is the sum over all input channels; use groups=C.
ko: 출력 채널마다 모든 입력 채널의 합이 됩니다. groups=C를 쓰십시오.
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
    weight = bilinear_kernel(C, k).to(x.dtype).repeat(1, C, 1, 1)
    return F.conv_transpose2d(x, weight, stride=s, padding=padding)
