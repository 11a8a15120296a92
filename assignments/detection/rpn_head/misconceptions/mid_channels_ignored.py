"""en: Your 3×3 convolution keeps the number of channels; it goes to `mid`.
ko: 3×3 합성곱이 채널 수를 그대로 둡니다. `mid`채널로 가야 합니다.
"""

from __future__ import annotations

import torch.nn as nn
import torch.nn.functional as F


class RPNHead(nn.Module):
    def __init__(self, c_in=512, num_anchors=9, mid=512, cls="2way"):
        super().__init__()
        self.num_anchors = num_anchors
        self.conv = nn.Conv2d(c_in, c_in, kernel_size=3, stride=1, padding=1)
        k = 2 if cls == "2way" else 1
        self.cls_layer = nn.Conv2d(c_in, k * num_anchors, kernel_size=1)
        self.reg_layer = nn.Conv2d(c_in, 4 * num_anchors, kernel_size=1)

    def forward(self, x):
        h = F.relu(self.conv(x))
        return self.cls_layer(h), self.reg_layer(h)
