"""en: Your scores have A channels also with cls='2way'; there are 2A.
ko: cls='2way'일 때도 점수가 A채널입니다. 2A채널이어야 합니다.
"""

from __future__ import annotations

import torch.nn as nn
import torch.nn.functional as F


class RPNHead(nn.Module):
    def __init__(self, c_in=512, num_anchors=9, mid=512, cls="2way"):
        super().__init__()
        self.num_anchors = num_anchors
        self.conv = nn.Conv2d(c_in, mid, kernel_size=3, stride=1, padding=1)
        k = 1
        self.cls_layer = nn.Conv2d(mid, k * num_anchors, kernel_size=1)
        self.reg_layer = nn.Conv2d(mid, 4 * num_anchors, kernel_size=1)

    def forward(self, x):
        h = F.relu(self.conv(x))
        return self.cls_layer(h), self.reg_layer(h)
