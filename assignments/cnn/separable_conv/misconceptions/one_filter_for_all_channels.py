"""en: All channels share one filter; each should have its own.
ko: 모든 채널이 필터 하나를 함께 씁니다. 채널마다 따로 있어야 합니다.
"""

from __future__ import annotations

import torch.nn as nn


class SepConv2d(nn.Module):
    def __init__(self, ci, co, k, stride=1, padding=0, bias=False):
        super().__init__()
        self.depthwise = nn.Conv2d(1, 1, kernel_size=k, stride=stride, padding=padding, bias=bias)
        self.pointwise = nn.Conv2d(ci, co, kernel_size=1, bias=bias)

    def forward(self, x):
        n, c = x.shape[:2]
        x = self.depthwise(x.flatten(0, 1)[:, None]).unflatten(0, (n, c))[:, :, 0]
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
