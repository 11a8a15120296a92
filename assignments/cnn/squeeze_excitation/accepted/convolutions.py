"""1x1 convolutions for the excitation, functions, blocks with lists."""

from __future__ import annotations

import torch
from torch import nn


class SEBlock(nn.Module):
    def __init__(self, C, r=16, bias=True):
        super().__init__()
        self.up = nn.Conv2d(C // r, C, 1, bias=bias)
        self.down = nn.Conv2d(C, C // r, 1, bias=bias)

    def forward(self, x):
        s = torch.nn.functional.avg_pool2d(x, x.shape[2:])
        return self.up(self.down(s).clamp_min(0)).sigmoid().mul(x)


def norm(*conv, **options):
    conv = nn.Conv2d(*conv, bias=False, **options)
    return [conv, nn.BatchNorm2d(conv.out_channels)]


class Unit(nn.Module):
    def __init__(self, ci, w, s, se):
        super().__init__()
        self.side = nn.Sequential(*norm(ci, 4 * w, 1, s)) if s > 1 or ci != 4 * w else nn.Identity()
        relu = nn.ReLU(inplace=True)
        self.main = nn.Sequential(*norm(ci, w, 1), relu, *norm(w, w, 3, s, 1), relu, *norm(w, 4 * w, 1), se)

    def forward(self, x):
        return self.main(x).add(self.side(x)).relu()


class SEResNet50(nn.Sequential):
    def __init__(self, num_classes=1000, r=16, bias=True):
        units, ci = [], 64
        for i, n in enumerate([3, 4, 6, 3]):
            for j in range(n):
                w = 64 << i
                units.append(Unit(ci, w, 2 if i and not j else 1, SEBlock(4 * w, r, bias=bias)))
                ci = 4 * w
        head = [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(ci, num_classes)]
        super().__init__(*norm(3, 64, 7, 2, 3), nn.ReLU(), nn.MaxPool2d(3, 2, 1), *units, *head)
