"""en: With no region your loss is NaN: the mean of nothing.
ko: 영역이 없으면 손실이 NaN입니다(빈 것의 평균).
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
    chosen = logits[torch.arange(R), labels]
    return F.binary_cross_entropy_with_logits(chosen, targets.to(chosen.dtype))
