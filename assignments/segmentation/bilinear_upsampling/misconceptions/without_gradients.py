"""en: No gradient reaches x: the convolution runs under no_grad or on x.data.
ko: x까지 그래디언트가 전달되지 않습니다. no_grad나 x.data를 썼습니다.
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
    return F.conv_transpose2d(x.detach(), weight, stride=s, padding=padding, groups=C) + 0 * x.sum()
