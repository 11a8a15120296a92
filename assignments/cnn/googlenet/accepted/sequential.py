"""Branches as containers in a list, the network as one list."""

from __future__ import annotations

import torch
from torch import nn

SIZES = [
    (64, 96, 128, 16, 32, 32),
    (128, 128, 192, 32, 96, 64),
    (192, 96, 208, 16, 48, 64),
    (160, 112, 224, 24, 64, 64),
    (128, 128, 256, 24, 64, 64),
    (112, 144, 288, 32, 64, 64),
    (256, 160, 320, 32, 128, 128),
    (256, 160, 320, 32, 128, 128),
    (384, 192, 384, 48, 128, 128),
]


def chain(bn, c, *steps):
    parts = []
    for co, k in steps:
        parts.append(nn.Conv2d(c, co, k, padding="same", bias=not bn))
        parts += [nn.BatchNorm2d(co)] * bn + [nn.ReLU(True)]
        c = co
    return nn.Sequential(*parts)


class Inception(nn.Module):
    def __init__(self, ci, c1, c3r, c3, c5r, c5, pp, bn=False):
        super().__init__()
        self.branches = nn.ModuleList(
            [
                nn.Sequential(nn.MaxPool2d(3, 1, 1), chain(bn, ci, (pp, 1))),
                chain(bn, ci, (c5r, 1), (c5, 5)),
                chain(bn, ci, (c3r, 1), (c3, 3)),
                chain(bn, ci, (c1, 1)),
            ]
        )

    def forward(self, x):
        return torch.cat([branch(x) for branch in reversed(self.branches)], dim=-3)


class GoogLeNet(nn.Module):
    def __init__(self, num_classes=1000, aux=False, bn=False):
        super().__init__()
        pool = nn.MaxPool2d(3, 2, ceil_mode=True)
        stem = nn.Conv2d(3, 64, 7, 2, 3, bias=not bn)
        self.net = nn.ModuleList(
            [stem, *[nn.BatchNorm2d(64)] * bn, nn.ReLU(), pool, chain(bn, 64, (64, 1), (192, 3)), pool]
        )
        c, self.heads = 192, {}
        for i, sizes in enumerate(SIZES):
            self.net.append(Inception(c, *sizes, bn))
            c = sizes[0] + sizes[2] + sizes[4] + sizes[5]
            if i in (1, 6):
                self.net.append(pool)
            if i in (2, 5) and aux:
                self.heads[len(self.net) - 1] = f"head{i}"
                head = [nn.AvgPool2d(5, 3), chain(bn, c, (128, 1)), nn.Flatten(), nn.Linear(2048, 1024), nn.ReLU()]
                self.add_module(f"head{i}", nn.Sequential(*head, nn.Dropout(0.7), nn.Linear(1024, num_classes)))
        self.last = nn.Sequential(nn.Dropout(0.4), nn.Linear(c, num_classes))

    def forward(self, x):
        extra = []
        for i, layer in enumerate(self.net):
            x = layer(x)
            if i in self.heads and self.training:
                extra.insert(0, getattr(self, self.heads[i])(x))
        x = self.last(x.mean((2, 3)))
        return (x, *extra) if extra else x
