"""en: There is no ReLU after the 3×3 convolution.
ko: 3×3 합성곱 다음에 ReLU가 없습니다.
"""

from __future__ import annotations

import torch.nn as nn


class RPNHead(nn.Module):
    def __init__(self, c_in=512, num_anchors=9, mid=512, cls="2way"):
        super().__init__()
        self.num_anchors = num_anchors
        self.conv = nn.Conv2d(c_in, mid, kernel_size=3, stride=1, padding=1)
        k = 2 if cls == "2way" else 1
        self.cls_layer = nn.Conv2d(mid, k * num_anchors, kernel_size=1)
        self.reg_layer = nn.Conv2d(mid, 4 * num_anchors, kernel_size=1)

    def forward(self, x):
        h = self.conv(x)
        return self.cls_layer(h), self.reg_layer(h)
