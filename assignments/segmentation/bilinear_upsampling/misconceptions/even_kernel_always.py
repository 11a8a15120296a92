"""en: Your kernel has 2s taps also for an odd s; it has 2s − 1 then.
ko: s가 홀수일 때도 커널의 탭이 2s개입니다. 2s − 1개이어야 합니다.
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
    k = 2 * s
    padding = (s - 1 + 1) // 2
    weight = bilinear_kernel(C, k).to(x.dtype)
    return F.conv_transpose2d(x, weight, stride=s, padding=padding, groups=C)[:, :, : s * x.shape[2], : s * x.shape[3]]
