"""en: Your batch norms have momentum 0.9; in PyTorch that is the weight of the new batch, by default 0.1.
ko: 배치 정규화의 momentum이 0.9입니다. PyTorch에서는 새 배치의 비중이며 기본값은 0.1입니다.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class DenseLayer(nn.Module):
    """H: [N, ci, H, W] to the k new maps [N, k, H, W]. The dtype is that of the weights, float32 by default."""

    def __init__(self, ci: int, k: int, bn_size: int = 4) -> None:
        super().__init__()
        self.norm1, self.conv1 = nn.BatchNorm2d(ci, momentum=0.9), nn.Conv2d(ci, bn_size * k, 1, bias=False)
        self.norm2, self.conv2 = (
            nn.BatchNorm2d(bn_size * k, momentum=0.9),
            nn.Conv2d(bn_size * k, k, 3, padding=1, bias=False),
        )

    def forward(self, x: Tensor) -> Tensor:
        bottleneck = self.conv1(torch.relu(self.norm1(x)))  # [N, bn_size k, H, W]
        return self.conv2(torch.relu(self.norm2(bottleneck)))  # [N, k, H, W]


class DenseBlock(nn.Module):
    """n layers: [N, ci, H, W] to [N, ci + n k, H, W], the input first and then the maps of each layer."""

    def __init__(self, n: int, ci: int, k: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(DenseLayer(ci + i * k, k) for i in range(n))

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers:
            x = torch.cat([x, layer(x)], dim=1)
        return x


class Transition(nn.Module):
    """Batch norm, ReLU, 1x1 convolution, 2x2 average pooling: [N, ci, H, W] to [N, co, H // 2, W // 2]."""

    def __init__(self, ci: int, co: int) -> None:
        super().__init__()
        self.norm, self.conv = nn.BatchNorm2d(ci, momentum=0.9), nn.Conv2d(ci, co, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return F.avg_pool2d(self.conv(torch.relu(self.norm(x))), 2)


class DenseNet(nn.Module):
    """[N, 3, H, W] to logits [N, num_classes]; H and W are 32 or more. Blocks of so many layers, between them transitions
    that halve the channels. growth 32 and blocks (6, 12, 24, 16) is DenseNet-121.
    """

    def __init__(self, growth: int = 32, blocks: Sequence[int] = (6, 12, 24, 16), num_classes: int = 1000) -> None:
        super().__init__()
        channels = 2 * growth
        self.stem = nn.Sequential(
            nn.Conv2d(3, channels, 7, stride=2, padding=3, bias=False), nn.BatchNorm2d(channels, momentum=0.9), nn.ReLU(),
            nn.MaxPool2d(3, stride=2, padding=1),
        )  # fmt: skip
        body: list[nn.Module] = []
        for i, n in enumerate(blocks):
            if i > 0:
                body.append(Transition(channels, channels // 2))
                channels //= 2
            body.append(DenseBlock(n, channels, growth))
            channels += n * growth
        self.body = nn.Sequential(*body)
        self.norm = nn.BatchNorm2d(channels, momentum=0.9)
        self.classifier = nn.Linear(channels, num_classes)

    def forward(self, x: Tensor) -> Tensor:
        y = torch.relu(self.norm(self.body(self.stem(x))))  # [N, channels, H/32, W/32]
        return self.classifier(y.mean(dim=(2, 3)))
