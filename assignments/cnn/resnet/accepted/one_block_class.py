"""One class for all blocks, lists of sizes, shortcuts as functions; networks as classes."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn.functional import pad

DEPTHS = {18: (2, 2, 2, 2), 34: (3, 4, 6, 3), 50: (3, 4, 6, 3), 101: (3, 4, 23, 3), 152: (3, 8, 36, 3)}


def unit(ci, co, k, s=1):
    return nn.Sequential(nn.Conv2d(ci, co, k, s, k // 2, bias=False), nn.BatchNorm2d(co))


class Block(nn.Module):
    def __init__(self, ci, co, stride, kernels, mid, zeros=False):
        super().__init__()
        self.zeros = (co - ci, stride) if zeros else None
        self.side = unit(ci, co, 1, stride) if (stride > 1 or ci != co) and not zeros else None
        widths = [ci] + [mid] * (len(kernels) - 1) + [co]
        strided = kernels.index(3)
        self.units = nn.ModuleList(
            unit(widths[i], widths[i + 1], k, stride if i == strided else 1) for i, k in enumerate(kernels)
        )

    def forward(self, x):
        y = x
        for u in self.units[:-1]:
            y = u(y).relu()
        y = self.units[-1](y)
        if self.side is not None:
            x = self.side(x)
        elif self.zeros is not None:
            extra, s = self.zeros
            x = pad(x[..., ::s, ::s], (0, 0, 0, 0, 0, extra))
        return torch.relu_(y + x)


class _ResNet(nn.Sequential):
    def __init__(self, depth, num_classes=1000):
        deep = depth >= 50
        parts, c = [unit(3, 64, 7, 2), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1)], 64
        for i, n in enumerate(DEPTHS[depth]):
            for j in range(n):
                w = 64 << i
                co = 4 * w if deep else w
                parts.append(Block(c, co, 1 + (i > 0 and j == 0), [1, 3, 1] if deep else [3, 3], w))
                c = co
        super().__init__(*parts, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(c, num_classes))


def maker(depth):
    def make(num_classes=1000):
        return _ResNet(depth, num_classes)

    return make


resnet18 = maker(18)
resnet34 = maker(34)
resnet50 = maker(50)
resnet101 = maker(101)
resnet152 = maker(152)


class ResNetCIFAR(nn.Module):
    def __init__(self, n, option="A", num_classes=10):
        super().__init__()
        self.head = nn.Linear(64, num_classes)
        stages = []
        for i in range(3 * n):
            stage, first = divmod(i, n)
            co = 16 * 2**stage
            new = stage > 0 and first == 0
            stages.append(Block(co // 2 if new else co, co, 2 if new else 1, [3, 3], co, zeros=option == "A"))
        self.body = nn.ModuleList([unit(3, 16, 3), nn.ReLU(), *stages])

    def forward(self, x):
        for part in self.body:
            x = part(x)
        return self.head(x.flatten(2).mean(-1))
