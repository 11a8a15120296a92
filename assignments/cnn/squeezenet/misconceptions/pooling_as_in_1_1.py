"""en: You pool where version 1.1 does: after the first convolution, the second Fire and the fourth.
ko: 1.1판의 위치, 곧 첫 합성곱, 두 번째 Fire, 네 번째 Fire 다음에 풀링합니다.
"""

from __future__ import annotations

import torch
import torch.nn as nn


class Fire(nn.Module):
    def __init__(self, ci, s, e1, e3):
        super().__init__()
        self.relu = nn.ReLU()
        self.squeeze = nn.Conv2d(ci, s, kernel_size=1)
        self.left = nn.Conv2d(s, e1, kernel_size=1)
        self.right = nn.Conv2d(s, e3, kernel_size=3, padding=1)

    def forward(self, x):
        s = self.relu(self.squeeze(x))
        left = self.relu(self.left(s))
        right = self.relu(self.right(s))
        return torch.cat([left, right], 1)


class SqueezeNet1_0(nn.Module):
    def __init__(self, num_classes=1000):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 96, kernel_size=7, stride=2),
            nn.ReLU(),
            nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True),
            Fire(96, 16, 64, 64),
            Fire(128, 16, 64, 64),
            nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True),
            Fire(128, 32, 128, 128),
            Fire(256, 32, 128, 128),
            nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True),
            Fire(256, 48, 192, 192),
            Fire(384, 48, 192, 192),
            Fire(384, 64, 256, 256),
            Fire(512, 64, 256, 256),
        )
        self.classifier = nn.Sequential(
            nn.Conv2d(512, num_classes, kernel_size=1),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d((1, 1)),
        )

    def forward(self, x):
        return self.classifier(self.features(x)).flatten(1)
