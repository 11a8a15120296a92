"""Every stride-th pixel is taken by a 1x1 max pool, channels are filled by writing into zeros; functional ReLU."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn


def conv(ci: int, co: int, k: int, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(ci, co, k, stride=stride, padding=k // 2, bias=False)


class Around(nn.Module):
    def __init__(self, ci: int, co: int, stride: int, kind: str) -> None:
        super().__init__()
        self.ci, self.co, self.stride = ci, co, stride
        self.learns = kind == "C" or (kind == "B" and not (ci == co and stride == 1))
        if self.learns:
            self.norm, self.project = nn.BatchNorm2d(co), conv(ci, co, 1, stride)

    def forward(self, x: Tensor) -> Tensor:
        if self.learns:
            return self.norm(self.project(x))
        x = F.max_pool2d(x, kernel_size=1, stride=self.stride)
        if self.ci == self.co:
            return x
        wide = x.new_zeros(x.shape[0], self.co, x.shape[2], x.shape[3])
        wide[:, : self.ci] = x
        return wide


class BasicBlock(nn.Module):
    def __init__(self, ci: int, co: int, stride: int = 1, shortcut: str = "B") -> None:
        super().__init__()
        self.around = Around(ci, co, stride, shortcut)
        self.c2, self.n2 = conv(co, co, 3), nn.BatchNorm2d(co)
        self.c1, self.n1 = conv(ci, co, 3, stride), nn.BatchNorm2d(co)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(self.around(x) + self.n2(self.c2(F.relu(self.n1(self.c1(x))))))


class Bottleneck(nn.Module):
    def __init__(self, ci: int, mid: int, stride: int = 1, stride_on: str = "3x3", shortcut: str = "B") -> None:
        super().__init__()
        self.c1 = conv(ci, mid, 1, stride if stride_on == "1x1" else 1)
        self.c2 = conv(mid, mid, 3, stride if stride_on == "3x3" else 1)
        self.c3 = conv(mid, 4 * mid, 1)
        self.n1, self.n2, self.n3 = nn.BatchNorm2d(mid), nn.BatchNorm2d(mid), nn.BatchNorm2d(4 * mid)
        self.around = Around(ci, 4 * mid, stride, shortcut)

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.n1(self.c1(x)))
        y = F.relu(self.n2(self.c2(y)))
        return F.relu(self.n3(self.c3(y)) + self.around(x))
