"""en: Your transposed convolution has a 4×4 kernel; it is 2×2.
ko: 전치 합성곱의 커널이 4×4입니다. 2×2이어야 합니다.
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
        self.deconv = nn.ConvTranspose2d(c, c, 4, stride=2, padding=1)
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
    return F.binary_cross_entropy_with_logits(chosen, targets.to(chosen.dtype))
