"""Branches from tables, padding by name, the scale in a buffer."""

from __future__ import annotations

import torch
from torch import nn


def chain(c, *steps):
    layers = []
    for co, k in steps:
        layers += [nn.Conv2d(c, co, k, padding="same", bias=False), nn.BatchNorm2d(co), nn.ReLU(inplace=True)]
        c = co
    return nn.Sequential(*layers)


class Parallel(nn.ModuleDict):
    def forward(self, x):
        return torch.cat([self[name](x) for name in sorted(self)], dim=1)


def pooled(c, co):
    return nn.Sequential(nn.AvgPool2d((3, 3), (1, 1), (1, 1), count_include_pad=False), chain(c, (co, 1)))


class InceptionV4A(Parallel):
    def __init__(self, ci=384):
        third = chain(ci, (64, 1), (96, 3), (96, 3))
        super().__init__({"d": third, "c": chain(ci, (64, 1), (96, 3)), "b": chain(ci, (96, 1)), "a": pooled(ci, 96)})


class InceptionV4B(Parallel):
    def __init__(self, ci=1024):
        row, column = (1, 7), (7, 1)
        long = chain(ci, (192, 1), (192, row), (224, column), (224, row), (256, column))
        short = chain(ci, (192, 1), (224, row), (256, column))
        super().__init__({"a": pooled(ci, 128), "c": short, "d": long, "b": chain(ci, (384, 1))})


class InceptionResNetA(nn.Module):
    def __init__(self, ci=384, scale=0.17):
        super().__init__()
        self.register_buffer("scale", torch.tensor(float(scale), dtype=torch.float64))
        self.up = nn.Linear(128, ci)
        branches = {
            "c": chain(ci, (32, 1), (48, 3), (64, 3)),
            "b": chain(ci, (32, 1), (32, 3)),
            "a": chain(ci, (32, 1)),
        }
        self.down = Parallel(branches)

    def forward(self, x):
        f = self.up(self.down(x).movedim(1, 3)).movedim(3, 1)
        return (x + self.scale.to(x.dtype) * f).clamp_min(0)
