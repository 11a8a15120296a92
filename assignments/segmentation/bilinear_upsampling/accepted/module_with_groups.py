"""An nn.ConvTranspose2d whose weight is set."""

from __future__ import annotations

import torch
from torch import nn


def bilinear_kernel(C, k):
    f = torch.ceil(torch.tensor(k / 2))
    i = torch.arange(k, dtype=torch.float32)
    weights = (1 - abs(i - (k - 1) / 2) / f).reshape(-1, 1)
    return (weights @ weights.T)[None, None].repeat(C, 1, 1, 1)


def upsample(x, s):
    import math

    channels, k = x.size(1), 2 * s - s % 2
    layer = nn.ConvTranspose2d(
        channels, channels, k, stride=s, padding=math.ceil((s - 1) / 2), groups=channels, bias=False
    )
    with torch.no_grad():
        layer.weight.copy_(bilinear_kernel(channels, k))
    return layer.to(x)(x)
