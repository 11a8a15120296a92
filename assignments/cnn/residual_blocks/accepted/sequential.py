"""Residual paths as nn.Sequential, the shortcut registered first, None for the identity, ReLU modules in place."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Residual(nn.Module):
    def __init__(self, ci: int, co: int, stride: int, kind: str) -> None:
        super().__init__()
        self.kind, self.stride, self.missing = kind, stride, co - ci
        changes = stride != 1 or ci != co
        self.projection = None
        if kind == "C" or (kind == "B" and changes):
            self.projection = nn.Sequential(nn.Conv2d(ci, co, 1, stride, bias=False), nn.BatchNorm2d(co))
        self.last = nn.ReLU(inplace=True)
        self.body: nn.Module

    def forward(self, x: Tensor) -> Tensor:
        if self.projection is not None:
            around = self.projection(x)
        else:
            around = x[..., :: self.stride, :: self.stride]
            if self.missing:
                zeros = around.new_zeros(around.shape[0], self.missing, *around.shape[2:])
                around = torch.cat([around, zeros], dim=1)
        out = self.body(x)
        out += around
        return self.last(out)


def unit(ci: int, co: int, size: int, stride: int = 1) -> list[nn.Module]:
    return [nn.Conv2d(ci, co, size, stride=stride, padding=size // 2, bias=False), nn.BatchNorm2d(co)]


class BasicBlock(Residual):
    def __init__(self, ci: int, co: int, stride: int = 1, shortcut: str = "B") -> None:
        super().__init__(ci, co, stride, shortcut)
        self.body = nn.Sequential(*unit(ci, co, 3, stride), nn.ReLU(inplace=True), *unit(co, co, 3))


class Bottleneck(Residual):
    def __init__(self, ci: int, mid: int, stride: int = 1, stride_on: str = "3x3", shortcut: str = "B") -> None:
        super().__init__(ci, 4 * mid, stride, shortcut)
        a, b = {"1x1": (stride, 1), "3x3": (1, stride)}[stride_on]
        relu = nn.ReLU(inplace=True)
        self.body = nn.Sequential(*unit(ci, mid, 1, a), relu, *unit(mid, mid, 3, b), relu, *unit(mid, 4 * mid, 1))
