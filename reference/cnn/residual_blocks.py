"""The residual blocks of ResNet (He et al.), arXiv 1512.03385, sections 3.2, 3.3 and 4.1.

    y = ReLU(F(x) + shortcut(x))

x         the input [N, ci, H, W]
F         two 3x3 convolutions (basic) or 1x1, 3x3, 1x1 (bottleneck), each followed by batch norm, ReLU between them
shortcut  A: the identity; where the shape changes, subsampled and padded with zero channels, without parameters
          B: the identity; where the shape changes, a 1x1 convolution and batch norm
          C: always a 1x1 convolution and batch norm

Convolutions have no bias: batch norm brings its own.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class ZeroPadded(nn.Module):
    """Shortcut A: every stride-th pixel, then zero channels after the ci given ones. Keeps the dtype of its input.

    Raises ValueError when co < ci.
    """

    def __init__(self, ci: int, co: int, stride: int) -> None:
        super().__init__()
        if co < ci:
            raise ValueError(f"shortcut A can add channels, not remove them: {ci} in, {co} out")
        self.extra, self.stride = co - ci, stride

    def forward(self, x: Tensor) -> Tensor:
        x = x[:, :, :: self.stride, :: self.stride]  # [N, ci, H/s, W/s]
        return F.pad(x, (0, 0, 0, 0, 0, self.extra))  # [N, co, H/s, W/s]


def make_shortcut(ci: int, co: int, stride: int, kind: str) -> nn.Module:
    """The path around F, [N, ci, H, W] to [N, co, H/s, W/s] (floating, rounded up).

    Raises ValueError when `kind` is none of A, B, C, and for A when co < ci.
    """
    if kind not in ("A", "B", "C"):
        raise ValueError(f"shortcut is 'A', 'B' or 'C', not {kind!r}")
    if kind != "C" and ci == co and stride == 1:
        return nn.Identity()
    if kind == "A":
        return ZeroPadded(ci, co, stride)
    return nn.Sequential(nn.Conv2d(ci, co, 1, stride=stride, bias=False), nn.BatchNorm2d(co))


class BasicBlock(nn.Module):
    """Two 3x3 convolutions; the first one carries the stride. [N, ci, H, W] to [N, co, H/s, W/s], rounded up.

    The dtype is that of the weights, float32 by default. Raises ValueError where make_shortcut does.
    """

    def __init__(self, ci: int, co: int, stride: int = 1, shortcut: str = "B") -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(ci, co, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(co)
        self.conv2 = nn.Conv2d(co, co, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(co)
        self.shortcut = make_shortcut(ci, co, stride, shortcut)

    def forward(self, x: Tensor) -> Tensor:
        f = torch.relu(self.bn1(self.conv1(x)))  # [N, co, H/s, W/s]
        f = self.bn2(self.conv2(f))  # [N, co, H/s, W/s]
        return torch.relu(f + self.shortcut(x))  # [N, co, H/s, W/s]


class Bottleneck(nn.Module):
    """1x1 down to `mid` channels, 3x3, 1x1 up to 4 * mid. The paper puts the stride on the first 1x1, torchvision on
    the 3x3 (`stride_on`): same shapes, same parameters, other outputs.

    [N, ci, H, W] to [N, 4 mid, H/s, W/s], rounded up. The dtype is that of the weights, float32 by default.
    Raises ValueError when `stride_on` is neither '1x1' nor '3x3', and where make_shortcut does.
    """

    def __init__(self, ci: int, mid: int, stride: int = 1, stride_on: str = "3x3", shortcut: str = "B") -> None:
        super().__init__()
        if stride_on not in ("1x1", "3x3"):
            raise ValueError(f"stride_on is '1x1' or '3x3', not {stride_on!r}")
        on_1x1, on_3x3 = (stride, 1) if stride_on == "1x1" else (1, stride)
        co = 4 * mid
        self.conv1 = nn.Conv2d(ci, mid, 1, stride=on_1x1, bias=False)
        self.bn1 = nn.BatchNorm2d(mid)
        self.conv2 = nn.Conv2d(mid, mid, 3, stride=on_3x3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(mid)
        self.conv3 = nn.Conv2d(mid, co, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(co)
        self.shortcut = make_shortcut(ci, co, stride, shortcut)

    def forward(self, x: Tensor) -> Tensor:
        f = torch.relu(self.bn1(self.conv1(x)))  # [N, mid, H, W], or H/s with the stride here
        f = torch.relu(self.bn2(self.conv2(f)))  # [N, mid, H/s, W/s]
        f = self.bn3(self.conv3(f))  # [N, 4 mid, H/s, W/s]
        return torch.relu(f + self.shortcut(x))  # [N, 4 mid, H/s, W/s]
