"""Skips in one loop, with scale_factor."""

from __future__ import annotations

import torch.nn.functional as F
from torch import nn


class FCN(nn.Module):
    def __init__(self, backbone_channels, num_classes, variant="32s"):
        super().__init__()
        skips = ["32s", "16s", "8s"].index(variant)
        self.heads = nn.ModuleList(
            [nn.Conv2d(c, num_classes, kernel_size=1) for c in list(backbone_channels)[-skips - 1 :]]
        )
        chain = [3, *list(backbone_channels)]
        self.body = nn.ModuleList([nn.Conv2d(chain[i], chain[i + 1], 3, 1, 1) for i in range(len(chain) - 1)])

    def forward(self, image):
        feature, features = image, []
        for conv in self.body:
            feature = F.max_pool2d(conv(feature), 2).relu()
            features.append(feature)
        result = None
        for head, feature in zip(reversed(self.heads), reversed(features), strict=False):
            scores = head(feature)
            if result is not None:
                scores = scores + F.interpolate(result, scale_factor=2.0, mode="bilinear")
            result = scores
        return F.interpolate(result, scale_factor=float(image.shape[-1] // result.shape[-1]), mode="bilinear")
