"""en: There is a ReLU after the last convolution: logits may be negative.
ko: 마지막 합성곱 다음에 ReLU가 있습니다. 로짓은 음수일 수 있습니다.
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
        return F.relu(self.out(x))


def mask_loss(logits, labels, targets):
    R = logits.shape[0]
    if R == 0:
        return logits.sum() * 0
    chosen = logits[torch.arange(R), labels]
    return F.binary_cross_entropy_with_logits(chosen, targets.to(chosen.dtype))
