"""A backbone that returns a dict, a classifier for each of its maps, nn.Upsample."""

from __future__ import annotations

from collections import OrderedDict

import torch
from torch import nn


class Backbone(nn.Module):
    def __init__(self, channels):
        super().__init__()
        widths = (3, *channels)
        self.layers = nn.Sequential(
            OrderedDict((f"stage{i}", self.stage(widths[i - 1], widths[i])) for i in range(1, len(widths)))
        )

    @staticmethod
    def stage(a, b):
        return nn.Sequential(
            nn.Conv2d(a, b, (3, 3), padding=(1, 1)), nn.ReLU(inplace=True), nn.MaxPool2d(kernel_size=2, stride=2)
        )

    def forward(self, x):
        found = OrderedDict()
        for name, layer in self.layers.named_children():
            x = layer(x)
            found[name] = x
        return found


class FCN(nn.Module):
    def __init__(self, backbone_channels, num_classes, variant="32s"):
        super().__init__()
        self.used = {"32s": 1, "16s": 2, "8s": 3}[variant]
        self.classifiers = nn.ModuleList(
            nn.Conv2d(c, num_classes, 1) for c in reversed(backbone_channels[-self.used :])
        )
        self.backbone = Backbone(backbone_channels)
        self.twice = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False)
        self.rest = nn.Upsample(scale_factor=2 ** (len(backbone_channels) - self.used + 1), mode="bilinear")

    def forward(self, x):
        maps = list(self.backbone(x).values())[::-1]
        y = self.classifiers[0](maps[0])
        for i in range(1, self.used):
            y = torch.add(self.twice(y), self.classifiers[i](maps[i]))
        return self.rest(y)
