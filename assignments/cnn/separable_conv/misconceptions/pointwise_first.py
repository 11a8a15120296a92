"""en: You mix the channels first and filter afterwards: the order is depthwise, then pointwise.
ko: 채널을 먼저 섞고 나중에 필터를 적용합니다. depthwise가 먼저입니다.
"""

from __future__ import annotations

import torch.nn as nn


class SepConv2d(nn.Module):
    def __init__(self, ci, co, k, stride=1, padding=0, bias=False):
        super().__init__()
        self.depthwise = nn.Conv2d(co, co, kernel_size=k, stride=stride, padding=padding, groups=co, bias=bias)
        self.pointwise = nn.Conv2d(ci, co, kernel_size=1, bias=bias)

    def forward(self, x):
        x = self.pointwise(x)
        x = self.depthwise(x)
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
