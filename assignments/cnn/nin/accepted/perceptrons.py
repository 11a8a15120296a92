"""Linear layers at each pixel, everything in loops."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn


class Perceptron(nn.Linear):
    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).relu().permute(0, 3, 1, 2)


class NiNBlock(nn.Module):
    def __init__(self, ci, co, k, s, p):
        super().__init__()
        self.rest = nn.ModuleList(Perceptron(co, co) for _ in range(2))
        self.conv = nn.Conv2d(ci, co, k, s, p)

    def forward(self, x):
        x = self.conv(x).clamp(min=0)
        for layer in self.rest:
            x = layer(x)
        return x


class NiN_CIFAR(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        plan = [(5, 3, 192, 160, 96), (5, 96, 192, 192, 192), (3, 192, 192, 192, num_classes)]
        self.mlps = nn.ModuleList(nn.ModuleList([Perceptron(b, c), Perceptron(c, d)]) for _, _, b, c, d in plan)
        self.convs = nn.ModuleList(nn.Conv2d(a, b, k, padding="same") for k, a, b, _, _ in plan)

    def forward(self, x):
        for i, (conv, mlp) in enumerate(zip(self.convs, self.mlps, strict=True)):
            if i > 0:
                pool = F.max_pool2d if i == 1 else F.avg_pool2d
                x = F.dropout(pool(x, 3, 2, ceil_mode=True), 0.5, self.training)
            x = torch.relu(conv(x))
            for layer in mlp:
                x = layer(x)
        return F.adaptive_avg_pool2d(x, 1).flatten(1)
