"""en: You register all three scoring convolutions, whatever the variant.
ko: 변형과 상관없이 점수 합성곱 셋을 모두 등록했습니다.
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
        if True:
            self.score4 = nn.Conv2d(c4, num_classes, 1)
        if True:
            self.score3 = nn.Conv2d(c3, num_classes, 1)

    def upsample(self, x, size):
        return F.interpolate(x, size=size, mode="bilinear", align_corners=False)

    def forward(self, x):
        size = x.shape[2:]
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
        return self.upsample(out, size)
