"""en: You add the pixels up; take the mean.
ko: 픽셀을 더했습니다. 평균을 내십시오.
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
        self.deconv = nn.ConvTranspose2d(c, c, 2, stride=2)
        self.out = nn.Conv2d(c, K, 1)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = F.relu(self.conv2(x))
        x = F.relu(self.conv3(x))
        x = F.relu(self.conv4(x))
        x = F.relu(self.deconv(x))
        return self.out(x)


def mask_loss(logits, labels, targets):
    R = logits.shape[0]
    if R == 0:
        return logits.sum() * 0
    chosen = logits[torch.arange(R), labels]
    return F.binary_cross_entropy_with_logits(chosen, targets.to(chosen.dtype), reduction="sum") / R
