"""1x1 convolutions are nn.Linear over the channels, on every stride-th pixel."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn


class OneByOne(nn.Linear):
    def __init__(self, ci: int, co: int, stride: int = 1) -> None:
        super().__init__(ci, co, bias=False)
        self.stride = stride

    def forward(self, x: Tensor) -> Tensor:
        x = x[:, :, :: self.stride, :: self.stride].movedim(1, -1)
        return super().forward(x).movedim(-1, 1)


def three_by_three(ci: int, co: int, stride: int) -> nn.Conv2d:
    return nn.Conv2d(ci, co, 3, stride, 1, bias=False)


class Block(nn.Module):
    def __init__(self, layers: list[nn.Module], ci: int, co: int, stride: int, shortcut: str) -> None:
        super().__init__()
        self.layers = nn.Sequential(*layers)
        self.stride, self.missing = stride, co - ci
        projects = shortcut == "C" or (shortcut == "B" and (stride > 1 or ci != co))
        self.projection = nn.Sequential(OneByOne(ci, co, stride), nn.BatchNorm2d(co)) if projects else None

    def forward(self, x: Tensor) -> Tensor:
        if self.projection is not None:
            return F.relu(self.layers(x) + self.projection(x))
        return F.relu(self.layers(x) + F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, 0, self.missing)))


class BasicBlock(Block):
    def __init__(self, ci: int, co: int, stride: int = 1, shortcut: str = "B") -> None:
        convs = three_by_three(ci, co, stride), three_by_three(co, co, 1)
        layers = [convs[0], nn.BatchNorm2d(co), nn.ReLU(), convs[1], nn.BatchNorm2d(co)]
        super().__init__(layers, ci, co, stride, shortcut)


class Bottleneck(Block):
    def __init__(self, ci: int, mid: int, stride: int = 1, stride_on: str = "3x3", shortcut: str = "B") -> None:
        first, second = (stride, 1) if stride_on == "1x1" else (1, stride)
        down, middle = OneByOne(ci, mid, first), three_by_three(mid, mid, second)
        layers = [down, nn.BatchNorm2d(mid), nn.ReLU(), middle, nn.BatchNorm2d(mid), nn.ReLU()]
        layers += [OneByOne(mid, 4 * mid), nn.BatchNorm2d(4 * mid)]
        super().__init__(layers, ci, 4 * mid, stride, shortcut)
