"""Adaptive pooling to 4x4 in the auxiliary classifiers, with the default eps in batch norms."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

#: ci, c1, c3r, c3, c5r, c5, pp of the modules 3a to 5b
MODULES = {
    "3a": (192, 64, 96, 128, 16, 32, 32),
    "3b": (256, 128, 128, 192, 32, 96, 64),
    "4a": (480, 192, 96, 208, 16, 48, 64),
    "4b": (512, 160, 112, 224, 24, 64, 64),
    "4c": (512, 128, 128, 256, 24, 64, 64),
    "4d": (512, 112, 144, 288, 32, 64, 64),
    "4e": (528, 256, 160, 320, 32, 128, 128),
    "5a": (832, 256, 160, 320, 32, 128, 128),
    "5b": (832, 384, 192, 384, 48, 128, 128),
}


def conv(ci: int, co: int, k: int, *, stride: int = 1, bn: bool) -> nn.Sequential:
    """k x k convolution that keeps the size (up to the stride), ReLU; with `bn` batch norm instead of a bias."""
    layer = nn.Conv2d(ci, co, k, stride=stride, padding=k // 2, bias=not bn)
    return nn.Sequential(layer, nn.BatchNorm2d(co), nn.ReLU()) if bn else nn.Sequential(layer, nn.ReLU())


class Inception(nn.Module):
    """[N, ci, H, W] to [N, c1 + c3 + c5 + pp, H, W]. The dtype is that of the weights, float32 by default."""

    def __init__(self, ci: int, c1: int, c3r: int, c3: int, c5r: int, c5: int, pp: int, bn: bool = False) -> None:
        super().__init__()
        self.branch1 = conv(ci, c1, 1, bn=bn)
        self.branch3 = nn.Sequential(conv(ci, c3r, 1, bn=bn), conv(c3r, c3, 3, bn=bn))
        self.branch5 = nn.Sequential(conv(ci, c5r, 1, bn=bn), conv(c5r, c5, 5, bn=bn))
        self.pooled = nn.Sequential(nn.MaxPool2d(3, stride=1, padding=1), conv(ci, pp, 1, bn=bn))

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([self.branch1(x), self.branch3(x), self.branch5(x), self.pooled(x)], dim=1)


class Auxiliary(nn.Module):
    """A classifier on the maps [N, ci, 14, 14] of 4a or 4d, for training: logits [N, num_classes]."""

    def __init__(self, ci: int, num_classes: int, *, bn: bool) -> None:
        super().__init__()
        self.conv = conv(ci, 128, 1, bn=bn)
        self.fc1, self.fc2 = nn.Linear(128 * 4 * 4, 1024), nn.Linear(1024, num_classes)

    def forward(self, x: Tensor) -> Tensor:
        y = self.conv(F.adaptive_avg_pool2d(x, 4)).flatten(1)  # [N, 128 * 4 * 4]
        return self.fc2(F.dropout(torch.relu(self.fc1(y)), 0.7, self.training))


class GoogLeNet(nn.Module):
    """[N, 3, H, W] to logits [N, num_classes]; in training with `aux` to (logits, those after 4d, those after 4a), and then
    H = W = 224. Pooling rounds sizes up.
    """

    def __init__(self, num_classes: int = 1000, aux: bool = False, bn: bool = False) -> None:
        super().__init__()
        self.stem1 = conv(3, 64, 7, stride=2, bn=bn)
        self.stem2 = nn.Sequential(conv(64, 64, 1, bn=bn), conv(64, 192, 3, bn=bn))
        self.inception = nn.ModuleDict({name: Inception(*sizes, bn=bn) for name, sizes in MODULES.items()})
        self.aux1, self.aux2 = (Auxiliary(ci, num_classes, bn=bn) if aux else None for ci in (512, 528))
        self.fc = nn.Linear(1024, num_classes)

    def forward(self, x: Tensor) -> Tensor | tuple[Tensor, Tensor, Tensor]:
        y = pool(self.stem2(pool(self.stem1(x))))  # [N, 192, 28, 28] where the image has 224 pixels
        y = pool(self.inception["3b"](self.inception["3a"](y)))  # [N, 480, 14, 14]
        after_4a = self.inception["4a"](y)  # [N, 512, 14, 14]
        after_4d = after_4a
        for name in ("4b", "4c", "4d"):
            after_4d = self.inception[name](after_4d)  # [N, 528, 14, 14]
        y = pool(self.inception["4e"](after_4d))  # [N, 832, 7, 7]
        y = self.inception["5b"](self.inception["5a"](y)).mean(dim=(2, 3))  # [N, 1024]
        logits = self.fc(F.dropout(y, 0.4, self.training))
        if self.training and self.aux1 is not None and self.aux2 is not None:
            return logits, self.aux2(after_4d), self.aux1(after_4a)
        return logits


def pool(x: Tensor) -> Tensor:
    return F.max_pool2d(x, 3, stride=2, ceil_mode=True)
