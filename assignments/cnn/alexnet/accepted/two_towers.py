"""Two half-networks, from the first convolution on, that exchange their maps before the third."""

from __future__ import annotations

import torch
import torch.nn as nn
import torch.nn.functional as F


def lrn(a):
    return F.local_response_norm(a, 5, 5e-4, 0.75, 2.0)


class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, groups=2, lrn=True):
        super().__init__()

        def each(make):
            return nn.ModuleList(make() for _ in range(groups))

        g = groups
        self.lrn = lrn
        self.conv1 = each(lambda: nn.Conv2d(3, 96 // g, 11, stride=4, padding=2))
        self.conv2 = each(lambda: nn.Conv2d(96 // g, 256 // g, 5, padding=2))
        self.conv3 = nn.Conv2d(256, 384, 3, padding=1)
        self.conv4 = each(lambda: nn.Conv2d(384 // g, 384 // g, 3, padding=1))
        self.conv5 = each(lambda: nn.Conv2d(384 // g, 256 // g, 3, padding=1))
        self.fc = nn.Sequential(
            nn.Flatten(),
            nn.Dropout(),
            nn.Linear(9216, 4096),
            nn.ReLU(),
            nn.Dropout(),
            nn.Linear(4096, 4096),
            nn.ReLU(),
            nn.Linear(4096, num_classes),
        )

    def forward(self, x):
        x = self.pooled(torch.cat([conv(x) for conv in self.conv1], 1))
        x = self.pooled(self.split(self.conv2, x))
        x = F.relu(self.conv3(x))
        x = F.relu(self.split(self.conv4, x))
        x = F.relu(self.split(self.conv5, x))
        return self.fc(F.max_pool2d(x, 3, 2))

    def split(self, cards, x):
        return torch.cat([conv(part) for conv, part in zip(cards, x.chunk(len(cards), 1), strict=True)], 1)

    def pooled(self, x):
        x = F.relu(x)
        return F.max_pool2d(lrn(x) if self.lrn else x, 3, 2)
