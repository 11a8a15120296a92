"""en: Your head has three 3×3 convolutions; it has four.
ko: 3×3 합성곱이 셋입니다. 넷이어야 합니다.
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
        self.deconv = nn.ConvTranspose2d(c, c, 2, stride=2)
        self.out = nn.Conv2d(c, K, 1)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = F.relu(self.conv2(x))
        x = F.relu(self.conv3(x))
        x = F.relu(self.deconv(x))
        return self.out(x)


def mask_loss(logits, labels, targets):
    R = logits.shape[0]
    if R == 0:
        return logits.sum() * 0
    chosen = logits[torch.arange(R), labels]
    return F.binary_cross_entropy_with_logits(chosen, targets.to(chosen.dtype))
