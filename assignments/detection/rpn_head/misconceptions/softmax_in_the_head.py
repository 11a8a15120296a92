"""en: You take a softmax in the head; return raw scores.
ko: 머리 안에서 softmax를 했습니다. 점수를 그대로 반환하십시오.
"""

from __future__ import annotations

import torch.nn as nn
import torch.nn.functional as F


class RPNHead(nn.Module):
    def __init__(self, c_in=512, num_anchors=9, mid=512, cls="2way"):
        super().__init__()
        self.num_anchors = num_anchors
        self.conv = nn.Conv2d(c_in, mid, kernel_size=3, stride=1, padding=1)
        k = 2 if cls == "2way" else 1
        self.cls_layer = nn.Conv2d(mid, k * num_anchors, kernel_size=1)
        self.reg_layer = nn.Conv2d(mid, 4 * num_anchors, kernel_size=1)

    def forward(self, x):
        h = F.relu(self.conv(x))
        return self.cls_layer(h).softmax(dim=1), self.reg_layer(h)
