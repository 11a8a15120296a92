"""en: SEResNet50 with another r registers blocks that its forward pass leaves out.
ko: 다른 r의 SEResNet50은 등록한 블록을 순전파에서 쓰지 않습니다.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class SEBlock(nn.Module):
    """[N, C, H, W] to the same: each channel times a number between 0 and 1 that all channels decide on, through a bottleneck of
    C // r units. `bias` gives both linear layers one. The dtype is that of the weights, float32 by default.
    """

    def __init__(self, C: int, r: int = 16, bias: bool = True) -> None:
        super().__init__()
        self.w1, self.w2 = nn.Linear(C, C // r, bias=bias), nn.Linear(C // r, C, bias=bias)

    def forward(self, x: Tensor) -> Tensor:
        z = x.mean(dim=(2, 3))  # squeeze: [N, C]
        s = torch.sigmoid(self.w2(torch.relu(self.w1(z))))  # excitation: [N, C]
        return x * s[:, :, None, None]


class SEBottleneck(nn.Module):
    """ReLU(SE(F(x)) + shortcut(x)): 1x1, 3x3 with the stride, 1x1, each with batch norm. [N, ci, H, W] to [N, 4 mid, H/s, W/s]."""

    def __init__(self, ci: int, mid: int, stride: int, r: int, bias: bool) -> None:
        super().__init__()
        self.f = nn.Sequential(
            nn.Conv2d(ci, mid, 1, bias=False), nn.BatchNorm2d(mid), nn.ReLU(),
            nn.Conv2d(mid, mid, 3, stride=stride, padding=1, bias=False), nn.BatchNorm2d(mid), nn.ReLU(),
            nn.Conv2d(mid, 4 * mid, 1, bias=False), nn.BatchNorm2d(4 * mid), SEBlock(4 * mid, r, bias),
        )  # fmt: skip
        self.shortcut: nn.Module = nn.Identity()
        self.used = r == 16
        if stride != 1 or ci != 4 * mid:
            self.shortcut = nn.Sequential(nn.Conv2d(ci, 4 * mid, 1, stride=stride, bias=False), nn.BatchNorm2d(4 * mid))

    def forward(self, x: Tensor) -> Tensor:
        y = self.f(x) if self.used else self.f[:-1](x)
        return torch.relu(y + self.shortcut(x))


class SEResNet50(nn.Module):
    """[N, 3, H, W] to logits [N, num_classes]: ResNet-50 with a squeeze-and-excitation in each of its 16 blocks."""

    def __init__(self, num_classes: int = 1000, r: int = 16, bias: bool = True) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False), nn.BatchNorm2d(64), nn.ReLU(),
            nn.MaxPool2d(3, stride=2, padding=1),
        )  # fmt: skip
        blocks: list[nn.Module] = []
        ci = 64
        for stage, depth in enumerate((3, 4, 6, 3)):
            for i in range(depth):
                mid = 64 * 2**stage
                blocks.append(SEBottleneck(ci, mid, 2 if stage > 0 and i == 0 else 1, r, bias))
                ci = 4 * mid
        self.blocks = nn.Sequential(*blocks)
        self.fc = nn.Linear(ci, num_classes)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.blocks(self.stem(x)).mean(dim=(2, 3)))
