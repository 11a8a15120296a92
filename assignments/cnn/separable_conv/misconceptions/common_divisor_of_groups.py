"""en: Your first convolution has as many groups as divide both ci and co; it should have ci groups, one for each channel.
ko: 첫 합성곱의 그룹 수가 ci와 co의 공약수입니다. 채널마다 하나씩 ci개여야 합니다.
"""

from __future__ import annotations

import math

import torch.nn as nn


class SepConv2d(nn.Module):
    def __init__(self, ci, co, k, stride=1, padding=0, bias=False):
        super().__init__()
        self.depthwise = nn.Conv2d(
            ci, ci, kernel_size=k, stride=stride, padding=padding, groups=math.gcd(ci, co), bias=bias
        )
        self.pointwise = nn.Conv2d(ci, co, kernel_size=1, bias=bias)

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
