"""A weight with four axes and an einsum."""

from __future__ import annotations

import torch
from torch import nn


class Conv1x1(nn.Module):
    def __init__(self, ci, co):
        super().__init__()
        self.kernel = nn.Parameter(torch.randn(co, ci, 1, 1) / ci**0.5)
        self.offset = nn.Parameter(torch.zeros(co))

    def forward(self, x):
        y = torch.einsum("oc,nchw->nohw", self.kernel[:, :, 0, 0], x)
        return y + self.offset.view(1, -1, 1, 1)


def bottleneck_params(ci, mid, co, k):
    return ci * mid + mid * co * k * k


def bottleneck_macs(ci, mid, co, k, h, w):
    return bottleneck_params(ci, mid, co, k) * h * w


def share(ci, mid, co, k):
    return bottleneck_params(ci, mid, co, k) / (ci * co) / k**2
