"""Scores by nn.Linear on pixels, and F.interpolate to a size."""

from __future__ import annotations

import torch.nn as nn
import torch.nn.functional as F


class FCN(nn.Module):
    def __init__(self, backbone_channels, num_classes, variant="32s"):
        super().__init__()
        self.depth = dict(zip(("32s", "16s", "8s"), (1, 2, 3), strict=False))[variant]
        layers, last = [], 3
        for width in backbone_channels:
            layers += [nn.Conv2d(last, width, 3, padding="same"), nn.ReLU(), nn.MaxPool2d(2, 2)]
            last = width
        self.features = nn.Sequential(*layers)
        for i in range(self.depth):
            setattr(self, f"fc{i}", nn.Linear(backbone_channels[-1 - i], num_classes))

    def forward(self, x):
        pooled, y = [], x
        for layer in self.features:
            y = layer(y)
            if isinstance(layer, nn.MaxPool2d):
                pooled.insert(0, y)
        total = 0
        for i in range(self.depth):
            score = getattr(self, f"fc{i}")(pooled[i].movedim(1, -1)).movedim(-1, 1)
            if i:
                total = F.interpolate(total, score.shape[-2:], mode="bilinear", align_corners=False)
            total = total + score
        return F.interpolate(total, x.shape[-2:], mode="bilinear", align_corners=False)
