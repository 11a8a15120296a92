"""en: You gave the convolutions a bias, which the batch norms after them make superfluous.
ko: 합성곱에 편향을 넣었습니다. 뒤따르는 배치 정규화가 있어 편향은 필요 없습니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Padded(nn.Module):
    def __init__(self, extra: int, stride: int) -> None:
        super().__init__()
        self.extra, self.stride = extra, stride

    def forward(self, x: Tensor) -> Tensor:
        return F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, 0, self.extra))


def around(ci: int, co: int, stride: int, kind: str) -> nn.Module:
    if kind != "C" and ci == co and stride == 1:
        return nn.Identity()
    if kind == "A":
        return Padded(co - ci, stride)
    return nn.Sequential(nn.Conv2d(ci, co, 1, stride), nn.BatchNorm2d(co))


class BasicBlock(nn.Module):
    def __init__(self, ci: int, co: int, stride: int = 1, shortcut: str = "B") -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(ci, co, 3, stride, padding=1)
        self.bn1 = nn.BatchNorm2d(co)
        self.conv2 = nn.Conv2d(co, co, 3, padding=1)
        self.bn2 = nn.BatchNorm2d(co)
        self.shortcut = around(ci, co, stride, shortcut)

    def forward(self, x: Tensor) -> Tensor:
        y = torch.relu(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        return torch.relu(y + self.shortcut(x))


class Bottleneck(nn.Module):
    def __init__(self, ci: int, mid: int, stride: int = 1, stride_on: str = "3x3", shortcut: str = "B") -> None:
        super().__init__()
        first, second = (stride, 1) if stride_on == "1x1" else (1, stride)
        self.conv1 = nn.Conv2d(ci, mid, 1, first)
        self.bn1 = nn.BatchNorm2d(mid)
        self.conv2 = nn.Conv2d(mid, mid, 3, second, padding=1)
        self.bn2 = nn.BatchNorm2d(mid)
        self.conv3 = nn.Conv2d(mid, 4 * mid, 1)
        self.bn3 = nn.BatchNorm2d(4 * mid)
        self.shortcut = around(ci, 4 * mid, stride, shortcut)

    def forward(self, x: Tensor) -> Tensor:
        y = torch.relu(self.bn1(self.conv1(x)))
        y = torch.relu(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        return torch.relu(y + self.shortcut(x))
