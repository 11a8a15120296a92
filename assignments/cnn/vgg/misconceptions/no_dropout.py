"""en: You have no dropout: in training nothing is dropped.
ko: 드롭아웃이 없어서 학습할 때 아무것도 버리지 않습니다.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

CONFIGURATIONS: dict[str, list[int | str]] = {
    "A": [64, "M", 128, "M", 256, 256, "M", 512, 512, "M", 512, 512, "M"],
    "B": [64, 64, "M", 128, 128, "M", 256, 256, "M", 512, 512, "M", 512, 512, "M"],
    "D": [64, 64, "M", 128, 128, "M", *[256] * 3, "M", *[512] * 3, "M", *[512] * 3, "M"],
    "E": [64, 64, "M", 128, 128, "M", *[256] * 4, "M", *[512] * 4, "M", *[512] * 4, "M"],
}


class VGG(nn.Module):
    """[N, 3, H, W] to logits [N, num_classes]. `cfg` is a letter of the paper's table, or a list: a number is a 3x3 convolution
    to so many channels with ReLU (with batch norm between them where `bn`), "M" a 2x2 max pooling.

    The dtype is that of the weights, float32 by default. Raises KeyError for another letter.
    """

    def __init__(self, cfg: str | Sequence[int | str], num_classes: int = 1000, bn: bool = False) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        channels = 3
        for entry in CONFIGURATIONS[cfg] if isinstance(cfg, str) else cfg:
            if isinstance(entry, str):
                layers.append(nn.MaxPool2d(2))
                continue
            layers.append(nn.Conv2d(channels, entry, 3, padding=1))
            layers += [nn.BatchNorm2d(entry), nn.ReLU()] if bn else [nn.ReLU()]
            channels = entry
        self.features = nn.Sequential(*layers)
        self.pool = nn.AdaptiveAvgPool2d(7)  # nothing to do where the image has 224 pixels
        self.fc1 = nn.Linear(channels * 7 * 7, 4096)
        self.fc2 = nn.Linear(4096, 4096)
        self.fc3 = nn.Linear(4096, num_classes)
        self.dropout = nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        y = self.pool(self.features(x)).flatten(1)  # [N, channels * 49]
        y = self.dropout(torch.relu(self.fc1(y)))  # [N, 4096]
        y = self.dropout(torch.relu(self.fc2(y)))  # [N, 4096]
        return self.fc3(y)  # [N, num_classes]
