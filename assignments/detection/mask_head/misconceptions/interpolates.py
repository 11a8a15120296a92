"""en: You enlarge by interpolation; it is a transposed convolution with weights.
ko: 보간으로 키웠습니다. 가중치가 있는 전치 합성곱이어야 합니다.
"""

from __future__ import annotations

import torch
import torch.nn as nn
import torch.nn.functional as F


class MaskHead(nn.Module):
    def __init__(self, c=256, K=80):
        super().__init__()
        self.conv1 = nn.Conv2d(c, c, 3, padding=1)
        self.conv2 = nn.Conv2d(c, c, 3, padding=1)
        self.conv3 = nn.Conv2d(c, c, 3, padding=1)
        self.conv4 = nn.Conv2d(c, c, 3, padding=1)
        self.out = nn.Conv2d(c, K, 1)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = F.relu(self.conv2(x))
        x = F.relu(self.conv3(x))
        x = F.relu(self.conv4(x))
        x = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
        return self.out(x)


def mask_loss(logits, labels, targets):
    R = logits.shape[0]
    if R == 0:
        return logits.sum() * 0
    chosen = logits[torch.arange(R), labels]
    return F.binary_cross_entropy_with_logits(chosen, targets.to(chosen.dtype))
