"""en: You drop before the poolings, which fill the gaps again.
ko: 풀링 앞에서 버리면 풀링이 빈 곳을 다시 채웁니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def mlpconv(ci: int, widths: tuple[int, int, int], k: int, s: int, p: int) -> nn.Sequential:
    a, b, c = widths
    return nn.Sequential(
        nn.Conv2d(ci, a, k, stride=s, padding=p),
        nn.ReLU(),
        nn.Conv2d(a, b, 1),
        nn.ReLU(),
        nn.Conv2d(b, c, 1),
        nn.ReLU(),
    )


class NiNBlock(nn.Module):
    """[N, ci, H, W] to [N, co, H', W'], all three convolutions with co channels; size, stride and padding are the first one's."""

    def __init__(self, ci: int, co: int, k: int, s: int, p: int) -> None:
        super().__init__()
        self.layers = mlpconv(ci, (co, co, co), k, s, p)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.layers(x)
        return y


class NiN_CIFAR(nn.Module):
    """[N, 3, H, W] to class scores [N, num_classes], without a linear layer. The dtype is that of the weights, float32 by default."""

    def __init__(self, num_classes: int = 10) -> None:
        super().__init__()
        self.first = mlpconv(3, (192, 160, 96), 5, 1, 2)
        self.second = mlpconv(96, (192, 192, 192), 5, 1, 2)
        self.third = mlpconv(192, (192, 192, num_classes), 3, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        y = F.max_pool2d(
            F.dropout(self.first(x), 0.5, self.training), 3, stride=2, ceil_mode=True
        )
        y = F.avg_pool2d(F.dropout(self.second(y), 0.5, self.training), 3, stride=2, ceil_mode=True)  # [N, 192, 8, 8]
        y = self.third(y)  # [N, num_classes, 8, 8]
        return torch.mean(y, dim=(2, 3))
