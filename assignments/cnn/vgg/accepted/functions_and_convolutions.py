"""A loop of functions; the classifier as convolutions."""

from __future__ import annotations

from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import nn

DEPTHS = {"A": (1, 1, 2, 2, 2), "B": (2, 2, 2, 2, 2), "D": (2, 2, 3, 3, 3), "E": (2, 2, 4, 4, 4)}


class VGG(nn.Module):
    def __init__(self, cfg, num_classes=1000, bn=False):
        super().__init__()
        if cfg in tuple(DEPTHS):
            widths = (64, 128, 256, 512, 512)
            cfg = [entry for w, n in zip(widths, DEPTHS[cfg], strict=True) for entry in [w] * n + ["M"]]
        self.plan = ["pool" if entry == "M" else "conv" for entry in cfg]
        widths = [3] + [entry for entry in cfg if entry != "M"]
        self.out = nn.Linear(4096, num_classes)
        self.hidden = nn.ModuleList([nn.Conv2d(4096, 4096, 1), nn.Conv2d(widths[-1], 4096, 7)])
        self.norms = nn.ModuleList(nn.BatchNorm2d(w) if bn else nn.Identity() for w in widths[1:])
        self.convs = nn.ModuleList(nn.Conv2d(a, b, 3, padding="same") for a, b in pairwise(widths))

    def forward(self, x):
        layers = iter(zip(self.convs, self.norms, strict=True))
        for step in self.plan:
            if step == "pool":
                x = F.max_pool2d(x, 2)
            else:
                conv, norm = next(layers)
                x = torch.relu(norm(conv(x)))
        x = F.adaptive_avg_pool2d(x, 7)
        for layer in reversed(self.hidden):
            x = F.dropout(layer(x).clamp(min=0), training=self.training)
        return self.out(x.flatten(1))
