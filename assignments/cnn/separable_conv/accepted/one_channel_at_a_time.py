"""A convolution for each channel, an nn.Linear across channels, the block as a loop."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn


class SepConv2d(nn.Module):
    def __init__(self, ci, co, k, stride=1, padding=0, bias=False):
        super().__init__()
        self.mix = nn.Linear(ci, co, bias=bias)
        self.filters = nn.Parameter(torch.randn(ci, 1, k, k) / k)
        self.offsets = nn.Parameter(torch.zeros(ci)) if bias else None
        self.how = (stride, padding)

    def forward(self, x):
        maps = []
        for c in range(x.shape[1]):
            offset = None if self.offsets is None else self.offsets[c : c + 1]
            maps.append(F.conv2d(x[:, c : c + 1], self.filters[c : c + 1], offset, *self.how))
        return self.mix(torch.cat(maps, dim=1).movedim(1, -1)).movedim(-1, 1)


class XceptionMiddle(nn.Module):
    def __init__(self, channels=728):
        super().__init__()
        for i in (3, 2, 1):
            setattr(self, f"bn{i}", nn.BatchNorm2d(channels))
            setattr(self, f"conv{i}", SepConv2d(channels, channels, 3, padding=1))

    def forward(self, inputs):
        x = inputs.clone()
        for i in (1, 2, 3):
            x = getattr(self, f"bn{i}")(getattr(self, f"conv{i}")(F.relu(x, inplace=True)))
        return x.add_(inputs)
