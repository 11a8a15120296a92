"""en: You left out the padding of the first convolution, so 4 pixels are left instead of 5.
ko: 첫 합성곱의 패딩을 빠뜨려서 5픽셀이 아니라 4픽셀이 남습니다.
"""

from __future__ import annotations

import torch.nn as nn


class LeNet5(nn.Module):
    def __init__(self, num_classes=10, act="tanh", pool="avg"):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, kernel_size=5, stride=1)
        self.conv2 = nn.Conv2d(6, 16, kernel_size=5, stride=1)
        self.fc1 = nn.Linear(16 * 4 * 4, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, num_classes)
        self.act = nn.Tanh() if act == "tanh" else nn.ReLU()
        self.pool = nn.AvgPool2d(2, 2) if pool == "avg" else nn.MaxPool2d(2, 2)

    def forward(self, x):
        x = self.pool(self.act(self.conv1(x)))
        x = self.pool(self.act(self.conv2(x)))
        x = x.view(x.size(0), -1)
        x = self.act(self.fc1(x))
        x = self.act(self.fc2(x))
        return self.fc3(x)
