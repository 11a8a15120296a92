"""en: You do not scale F(x).
ko: F(x)에 scale을 곱하지 않습니다.
"""

from __future__ import annotations

import torch
import torch.nn as nn
import torch.nn.functional as F


class BasicConv2d(nn.Module):
    def __init__(self, in_planes, out_planes, kernel_size, padding=0):
        super().__init__()
        self.conv = nn.Conv2d(in_planes, out_planes, kernel_size=kernel_size, stride=1, padding=padding, bias=False)
        self.bn = nn.BatchNorm2d(out_planes)

    def forward(self, x):
        return F.relu(self.bn(self.conv(x)))


class InceptionV4A(nn.Module):
    def __init__(self, ci=384):
        super().__init__()
        self.branch0 = nn.Sequential(
            nn.AvgPool2d(3, stride=1, padding=1, count_include_pad=False), BasicConv2d(ci, 96, 1)
        )
        self.branch1 = BasicConv2d(ci, 96, 1)
        self.branch2 = nn.Sequential(BasicConv2d(ci, 64, 1), BasicConv2d(64, 96, 3, padding=1))
        self.branch3 = nn.Sequential(
            BasicConv2d(ci, 64, 1), BasicConv2d(64, 96, 3, padding=1), BasicConv2d(96, 96, 3, padding=1)
        )

    def forward(self, x):
        return torch.cat((self.branch0(x), self.branch1(x), self.branch2(x), self.branch3(x)), 1)


class InceptionV4B(nn.Module):
    def __init__(self, ci=1024):
        super().__init__()
        self.branch0 = nn.Sequential(
            nn.AvgPool2d(3, stride=1, padding=1, count_include_pad=False), BasicConv2d(ci, 128, 1)
        )
        self.branch1 = BasicConv2d(ci, 384, 1)
        self.branch2 = nn.Sequential(
            BasicConv2d(ci, 192, 1),
            BasicConv2d(192, 224, (1, 7), padding=(0, 3)),
            BasicConv2d(224, 256, (7, 1), padding=(3, 0)),
        )
        self.branch3 = nn.Sequential(
            BasicConv2d(ci, 192, 1),
            BasicConv2d(192, 192, (1, 7), padding=(0, 3)),
            BasicConv2d(192, 224, (7, 1), padding=(3, 0)),
            BasicConv2d(224, 224, (1, 7), padding=(0, 3)),
            BasicConv2d(224, 256, (7, 1), padding=(3, 0)),
        )

    def forward(self, x):
        return torch.cat((self.branch0(x), self.branch1(x), self.branch2(x), self.branch3(x)), 1)


class InceptionResNetA(nn.Module):
    def __init__(self, ci=384, scale=0.17):
        super().__init__()
        self.scale = scale
        self.branch0 = BasicConv2d(ci, 32, 1)
        self.branch1 = nn.Sequential(BasicConv2d(ci, 32, 1), BasicConv2d(32, 32, 3, padding=1))
        self.branch2 = nn.Sequential(
            BasicConv2d(ci, 32, 1), BasicConv2d(32, 48, 3, padding=1), BasicConv2d(48, 64, 3, padding=1)
        )
        self.conv2d = nn.Conv2d(128, ci, kernel_size=1)

    def forward(self, x):
        out = torch.cat((self.branch0(x), self.branch1(x), self.branch2(x)), 1)
        out = self.conv2d(out)
        out = out + x
        return F.relu(out)
