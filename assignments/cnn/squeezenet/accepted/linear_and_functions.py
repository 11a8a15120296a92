"""Linear layers for 1x1 convolutions, everything else as functions; other names and another order."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

SIZES = [(16, 64), (16, 64), (32, 128), (32, 128), (48, 192), (48, 192), (64, 256), (64, 256)]


class PerPixel(nn.Linear):
    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class Fire(nn.Module):
    def __init__(self, ci, s, e1, e3):
        super().__init__()
        self.c = nn.Conv2d(s, e3, 3, padding="same")
        self.b = PerPixel(s, e1)
        self.a = PerPixel(ci, s)

    def forward(self, x):
        x = F.relu(self.a(x))
        wide = self.c(x)
        return torch.cat((F.relu(self.b(x)), wide.clamp(min=0)), dim=-3)


class SqueezeNet1_0(nn.Module):
    def __init__(self, num_classes=1000):
        super().__init__()
        self.head = PerPixel(512, num_classes)
        self.blocks = nn.ModuleList()
        channels = 96
        for s, e in SIZES:
            self.blocks.append(Fire(channels, s, e, e))
            channels = 2 * e
        self.stem = nn.Conv2d(3, 96, 7, 2)
        self.dropout = nn.Dropout(0.5)

    def forward(self, x):
        x = F.relu(self.stem(x), inplace=True)
        for i, block in enumerate(self.blocks):
            if i in (0, 3, 7):
                x = F.max_pool2d(x, 3, 2, 0, ceil_mode=True)
            x = block(x)
        x = F.relu(self.head(self.dropout(x)))
        return F.avg_pool2d(x, x.shape[2:]).view(len(x), -1)
