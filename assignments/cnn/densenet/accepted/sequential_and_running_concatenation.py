"""Everything is nn.Sequential; the block keeps one tensor; the transition pools first."""

from __future__ import annotations

from collections import OrderedDict

import torch
from torch import nn


class DenseLayer(nn.Sequential):
    def __init__(self, ci, k, bn_size=4):
        width = bn_size * k
        super().__init__(
            nn.BatchNorm2d(ci),
            nn.ReLU(),
            nn.Conv2d(ci, width, 1, 1, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(inplace=True),
            nn.Conv2d(width, k, 3, 1, 1, bias=False),
            nn.Dropout(0.0),
        )


class DenseBlock(nn.Sequential):
    def __init__(self, n, ci, k):
        super().__init__(OrderedDict((f"layer{n - i}", DenseLayer(ci + (n - 1 - i) * k, k)) for i in range(n)))

    def forward(self, x):
        for layer in reversed(list(self)):
            x = torch.cat((x, layer(x)), dim=-3)
        return x


class Transition(nn.Sequential):
    def __init__(self, ci, co):
        super().__init__(nn.BatchNorm2d(ci), nn.ReLU(), nn.AvgPool2d(2, 2), nn.Conv2d(ci, co, 1, bias=False))


class DenseNet(nn.Module):
    def __init__(self, growth=32, blocks=(6, 12, 24, 16), num_classes=1000):
        super().__init__()
        c = growth * 2
        parts = [nn.Conv2d(3, c, 7, 2, 3, bias=False), nn.BatchNorm2d(c), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
        for i, n in enumerate(blocks):
            parts.append(DenseBlock(n, c, growth))
            c += n * growth
            if i + 1 < len(blocks):
                parts.append(Transition(c, c // 2))
                c //= 2
        parts += [nn.BatchNorm2d(c), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(c, num_classes)]
        self.net = nn.Sequential(*parts)

    def forward(self, x):
        return self.net(x)
