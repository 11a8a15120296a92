"""en: Your second convolution is k x k, too; it should be 1x1.
ko: 두 번째 합성곱도 k x k입니다. 1x1이어야 합니다.
"""

from __future__ import annotations

import torch.nn as nn


class SepConv2d(nn.Module):
    def __init__(self, ci, co, k, stride=1, padding=0, bias=False):
        super().__init__()
        self.depthwise = nn.Conv2d(ci, ci, kernel_size=k, stride=stride, padding=padding, groups=ci, bias=bias)
        self.pointwise = nn.Conv2d(ci, co, kernel_size=k, padding=k // 2, bias=bias)

    def forward(self, x):
        x = self.depthwise(x)
        x = self.pointwise(x)
        return x


class XceptionMiddle(nn.Module):
    def __init__(self, channels=728):
        super().__init__()
        self.rep = nn.Sequential(
            nn.ReLU(inplace=False),
            SepConv2d(channels, channels, 3, stride=1, padding=1),
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            SepConv2d(channels, channels, 3, stride=1, padding=1),
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            SepConv2d(channels, channels, 3, stride=1, padding=1),
            nn.BatchNorm2d(channels),
        )

    def forward(self, x):
        return self.rep(x) + x
