"""en: Your block has one 1x1 convolution; there are two.
ko: 블록에 1x1 합성곱이 하나입니다. 두 개여야 합니다.
"""

from __future__ import annotations

import torch.nn as nn


class NiNBlock(nn.Module):
    def __init__(self, ci, co, k, s, p):
        super().__init__()
        self.net = nn.Sequential(
            nn.Conv2d(ci, co, kernel_size=k, stride=s, padding=p),
            nn.ReLU(),
            nn.Conv2d(co, co, kernel_size=1),
            nn.ReLU(),
        )

    def forward(self, x):
        return self.net(x)


class NiN_CIFAR(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.classifier = nn.Sequential(
            nn.Conv2d(3, 192, kernel_size=5, stride=1, padding=2),
            nn.ReLU(inplace=True),
            nn.Conv2d(192, 160, kernel_size=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(160, 96, kernel_size=1),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True),
            nn.Dropout(0.5),
            nn.Conv2d(96, 192, kernel_size=5, stride=1, padding=2),
            nn.ReLU(inplace=True),
            nn.Conv2d(192, 192, kernel_size=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(192, 192, kernel_size=1),
            nn.ReLU(inplace=True),
            nn.AvgPool2d(kernel_size=3, stride=2, ceil_mode=True),
            nn.Dropout(0.5),
            nn.Conv2d(192, 192, kernel_size=3, stride=1, padding=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(192, 192, kernel_size=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(192, num_classes, kernel_size=1),
            nn.ReLU(inplace=True),
        )

    def forward(self, x):
        x = self.classifier(x)
        return x.mean(dim=(2, 3))
