"""Blocks of Inception-v4 and of Inception-ResNet-v2 (Szegedy, Ioffe, Vanhoucke, Alemi), arXiv 1602.07261, figures 4, 5 and 16.

Every *conv* is a convolution without bias that keeps the size, batch norm, ReLU. A 7x7 kernel is a 1x7 and a 7x1: 14 weights
instead of 49. The residual block ends with a plain 1x1 convolution, whose output is scaled down before it is added.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

Pair = tuple[int, int]


def conv(ci: int, co: int, k: int | Pair) -> nn.Sequential:
    kh, kw = (k, k) if isinstance(k, int) else k
    return nn.Sequential(
        nn.Conv2d(ci, co, (kh, kw), padding=(kh // 2, kw // 2), bias=False), nn.BatchNorm2d(co), nn.ReLU()
    )


class Branches(nn.Module):
    """Branches beside each other, concatenated on the channel axis."""

    def __init__(self, *branches: nn.Module) -> None:
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([branch(x) for branch in self.branches], dim=1)


def averaged() -> nn.AvgPool2d:
    return nn.AvgPool2d(3, stride=1, padding=1, count_include_pad=False)


class InceptionV4A(Branches):
    """[N, ci, H, W] to [N, 384, H, W], figure 4. The dtype is that of the weights, float32 by default."""

    def __init__(self, ci: int = 384) -> None:
        super().__init__(
            nn.Sequential(averaged(), conv(ci, 96, 1)),
            conv(ci, 96, 1),
            nn.Sequential(conv(ci, 64, 1), conv(64, 96, 3)),
            nn.Sequential(conv(ci, 64, 1), conv(64, 96, 3), conv(96, 96, 3)),
        )


class InceptionV4B(Branches):
    """[N, ci, H, W] to [N, 1024, H, W], figure 5."""

    def __init__(self, ci: int = 1024) -> None:
        super().__init__(
            nn.Sequential(averaged(), conv(ci, 128, 1)),
            conv(ci, 384, 1),
            nn.Sequential(conv(ci, 192, 1), conv(192, 224, (1, 7)), conv(224, 256, (7, 1))),
            nn.Sequential(
                conv(ci, 192, 1), conv(192, 192, (1, 7)), conv(192, 224, (7, 1)), conv(224, 224, (1, 7)),
                conv(224, 256, (7, 1)),
            ),
        )  # fmt: skip


class InceptionResNetA(nn.Module):
    """ReLU(x + scale * F(x)): [N, ci, H, W] to the same, figure 16. scale = 0 leaves ReLU(x)."""

    def __init__(self, ci: int = 384, scale: float = 0.17) -> None:
        super().__init__()
        self.scale = scale
        self.branches = Branches(
            conv(ci, 32, 1),
            nn.Sequential(conv(ci, 32, 1), conv(32, 32, 3)),
            nn.Sequential(conv(ci, 32, 1), conv(32, 48, 3), conv(48, 64, 3)),
        )
        self.up = nn.Conv2d(128, ci, 1)  # linear: neither batch norm nor ReLU

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x + self.scale * self.up(self.branches(x)))
