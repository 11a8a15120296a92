"""Depthwise-separable convolution and the middle block of Xception (Chollet), arXiv 1610.02357, sections 1 and 3.

    depthwise  y_c = w_c * x_c               one k x k filter for each channel
    pointwise  z_o = sum over c of p_oc y_c  a 1x1 convolution

It is a full convolution whose kernel is of rank one in (channel, pixel): w_oc = p_oc w_c. Nothing stands between the two.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class SepConv2d(nn.Module):
    """[N, ci, H, W] to [N, co, H', W'] with H' = (H + 2 padding - k) // stride + 1: ci k^2 + ci co weights instead of
    ci co k^2. `bias` gives both convolutions one. The dtype is that of the weights, float32 by default.
    """

    def __init__(self, ci: int, co: int, k: int, stride: int = 1, padding: int = 0, bias: bool = False) -> None:
        super().__init__()
        self.depthwise = nn.Conv2d(ci, ci, k, stride=stride, padding=padding, groups=ci, bias=bias)
        self.pointwise = nn.Conv2d(ci, co, 1, bias=bias)

    def forward(self, x: Tensor) -> Tensor:
        return self.pointwise(self.depthwise(x))  # [N, ci, H', W'], then [N, co, H', W']


class XceptionMiddle(nn.Module):
    """One of the eight equal blocks in the middle of Xception: x plus three times (ReLU, separable 3x3, batch norm).

    [N, channels, H, W] to the same.
    """

    def __init__(self, channels: int = 728) -> None:
        super().__init__()
        self.convs = nn.ModuleList(SepConv2d(channels, channels, 3, padding=1) for _ in range(3))
        self.norms = nn.ModuleList(nn.BatchNorm2d(channels) for _ in range(3))

    def forward(self, x: Tensor) -> Tensor:
        y = x
        for conv, norm in zip(self.convs, self.norms, strict=True):
            y = norm(conv(torch.relu(y)))  # [N, channels, H, W]
        return x + y
