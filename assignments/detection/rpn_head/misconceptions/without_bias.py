"""en: Your convolutions have no bias.
ko: 합성곱에 편향이 없습니다.
"""

from __future__ import annotations

import torch.nn as nn
import torch.nn.functional as F


class RPNHead(nn.Module):
    def __init__(self, c_in=512, num_anchors=9, mid=512, cls="2way"):
        super().__init__()
        self.num_anchors = num_anchors
        self.conv = nn.Conv2d(c_in, mid, kernel_size=3, stride=1, padding=1, bias=False)
        k = 2 if cls == "2way" else 1
        self.cls_layer = nn.Conv2d(mid, k * num_anchors, kernel_size=1, bias=False)
        self.reg_layer = nn.Conv2d(mid, 4 * num_anchors, kernel_size=1, bias=False)

    def forward(self, x):
        h = F.relu(self.conv(x))
        return self.cls_layer(h), self.reg_layer(h)
