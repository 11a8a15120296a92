"""en: You use one separable convolution three times; each has weights of its own.
ko: 분리 합성곱 하나를 세 번 씁니다. 저마다 가중치가 따로 있어야 합니다.
"""

from __future__ import annotations

import torch.nn as nn


class SepConv2d(nn.Module):
    def __init__(self, ci, co, k, stride=1, padding=0, bias=False):
        super().__init__()
        self.depthwise = nn.Conv2d(ci, ci, kernel_size=k, stride=stride, padding=padding, groups=ci, bias=bias)
        self.pointwise = nn.Conv2d(ci, co, kernel_size=1, bias=bias)

    def forward(self, x):
        x = self.depthwise(x)
        x = self.pointwise(x)
        return x


class XceptionMiddle(nn.Module):
    def __init__(self, channels=728):
        super().__init__()
        sep = SepConv2d(channels, channels, 3, stride=1, padding=1)
        self.rep = nn.Sequential(
            nn.ReLU(inplace=False),
            sep,
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            sep,
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            sep,
            nn.BatchNorm2d(channels),
        )

    def forward(self, x):
        return self.rep(x) + x
