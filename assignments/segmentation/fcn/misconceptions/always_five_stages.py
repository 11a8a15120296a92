"""en: Your last factor is that of five stages: with fewer the scores become larger than the image.
ko: 마지막 배율이 단계가 다섯일 때의 것입니다. 단계가 적으면 점수가 이미지보다 커집니다.
"""

from __future__ import annotations

import torch.nn as nn
import torch.nn.functional as F


class FCN(nn.Module):
    def __init__(self, backbone_channels, num_classes, variant="32s"):
        super().__init__()
        self.variant = variant
        self.stages = nn.ModuleList()
        c_in = 3
        for c in backbone_channels:
            self.stages.append(nn.Sequential(nn.Conv2d(c_in, c, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)))
            c_in = c
        c3, c4, c5 = backbone_channels[-3:]
        self.score5 = nn.Conv2d(c5, num_classes, 1)
        if variant in ("16s", "8s"):
            self.score4 = nn.Conv2d(c4, num_classes, 1)
        if variant == "8s":
            self.score3 = nn.Conv2d(c3, num_classes, 1)

    def upsample(self, x, size):
        return F.interpolate(x, size=size, mode="bilinear", align_corners=False)

    def forward(self, x):
        x.shape[2:]
        pools = []
        for stage in self.stages:
            x = stage(x)
            pools.append(x)
        pool3, pool4, pool5 = pools[-3:]
        out = self.score5(pool5)
        if self.variant in ("16s", "8s"):
            score4 = self.score4(pool4)
            out = self.upsample(out, score4.shape[2:]) + score4
        if self.variant == "8s":
            score3 = self.score3(pool3)
            out = self.upsample(out, score3.shape[2:]) + score3
        factor = {"32s": 32, "16s": 16, "8s": 8}[self.variant]
        return self.upsample(out, (out.shape[2] * factor, out.shape[3] * factor))
