"""en: Your block adds what a layer gives to what the layer saw, as a ResNet does; it should concatenate.
ko: ResNet처럼 층의 출력을 층의 입력에 더합니다. 이어 붙여야 합니다.
"""

from __future__ import annotations

import torch.nn as nn
import torch.nn.functional as F


class DenseLayer(nn.Module):
    def __init__(self, ci, k, bn_size=4):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(ci)
        self.conv1 = nn.Conv2d(ci, bn_size * k, kernel_size=1, bias=False)
        self.bn2 = nn.BatchNorm2d(bn_size * k)
        self.conv2 = nn.Conv2d(bn_size * k, k, kernel_size=3, padding=1, bias=False)

    def forward(self, x):
        out = self.conv1(F.relu(self.bn1(x)))
        out = self.conv2(F.relu(self.bn2(out)))
        return out


class DenseBlock(nn.Module):
    def __init__(self, n, ci, k):
        super().__init__()
        self.layers = nn.ModuleList([DenseLayer(ci, ci) for i in range(n)])

    def forward(self, x):
        for layer in self.layers:
            x = x + layer(x)
        return x


class Transition(nn.Module):
    def __init__(self, ci, co):
        super().__init__()
        self.bn = nn.BatchNorm2d(ci)
        self.conv = nn.Conv2d(ci, co, kernel_size=1, bias=False)

    def forward(self, x):
        out = self.conv(F.relu(self.bn(x)))
        return F.avg_pool2d(out, 2)


class DenseNet(nn.Module):
    def __init__(self, growth=32, blocks=(6, 12, 24, 16), num_classes=1000):
        super().__init__()
        planes = 2 * growth
        self.conv1 = nn.Conv2d(3, planes, kernel_size=7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.pool = nn.MaxPool2d(3, stride=2, padding=1)
        stages = []
        for i, n in enumerate(blocks):
            stages.append(DenseBlock(n, planes, growth))
            if i != len(blocks) - 1:
                stages.append(Transition(planes, planes // 2))
                planes = planes // 2
        self.stages = nn.Sequential(*stages)
        self.bn = nn.BatchNorm2d(planes)
        self.linear = nn.Linear(planes, num_classes)

    def forward(self, x):
        out = self.pool(F.relu(self.bn1(self.conv1(x))))
        out = self.stages(out)
        out = F.relu(self.bn(out))
        out = F.adaptive_avg_pool2d(out, 1).flatten(1)
        return self.linear(out)
