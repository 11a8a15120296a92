"""en: Your batch norms have momentum 0.9; in PyTorch that is the weight of the new batch, by default 0.1.
ko: 배치 정규화의 momentum이 0.9입니다. PyTorch에서는 새 배치의 비중이며 기본값은 0.1입니다.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Residual(nn.Module):
    """One block: [N, ci, H, W] to [N, co, H/s, W/s]. `mid` makes it a bottleneck, with the stride on its 3x3 as torchvision
    has it; `project` gives the shortcut a 1x1 convolution where the shape changes, otherwise it pads with zero channels.
    """

    def __init__(self, ci: int, co: int, stride: int, *, mid: int | None = None, project: bool = True) -> None:
        super().__init__()
        sizes = (
            [(ci, co, 3, stride), (co, co, 3, 1)]
            if mid is None
            else [(ci, mid, 1, 1), (mid, mid, 3, stride), (mid, co, 1, 1)]
        )
        self.convs = nn.ModuleList(nn.Conv2d(a, b, k, stride=s, padding=k // 2, bias=False) for a, b, k, s in sizes)
        self.norms = nn.ModuleList(nn.BatchNorm2d(b, momentum=0.9) for _, b, _, _ in sizes)
        self.stride, self.extra = stride, co - ci
        self.projection = None
        if project and (stride != 1 or ci != co):
            self.projection = nn.Sequential(nn.Conv2d(ci, co, 1, stride=stride, bias=False), nn.BatchNorm2d(co))

    def forward(self, x: Tensor) -> Tensor:
        f = x
        for i, (conv, norm) in enumerate(zip(self.convs, self.norms, strict=True)):
            f = norm(conv(torch.relu(f) if i > 0 else f))
        if self.projection is not None:
            return torch.relu(f + self.projection(x))
        x = x[:, :, :: self.stride, :: self.stride]
        return torch.relu(f + F.pad(x, (0, 0, 0, 0, 0, self.extra)))


class ResNet(nn.Module):
    """[N, 3, H, W] to logits [N, num_classes]: `depths` blocks in each of four stages."""

    def __init__(self, depths: Sequence[int], *, bottleneck: bool, num_classes: int) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False), nn.BatchNorm2d(64), nn.ReLU(),
            nn.MaxPool2d(3, stride=2, padding=1),
        )  # fmt: skip
        blocks: list[nn.Module] = []
        ci = 64
        for stage, depth in enumerate(depths):
            width = 64 * 2**stage
            co = 4 * width if bottleneck else width
            for i in range(depth):
                stride = 2 if stage > 0 and i == 0 else 1
                blocks.append(Residual(ci, co, stride, mid=width if bottleneck else None))
                ci = co
        self.blocks = nn.Sequential(*blocks)
        self.fc = nn.Linear(ci, num_classes)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.blocks(self.stem(x)).mean(dim=(2, 3)))


def resnet18(num_classes: int = 1000) -> ResNet:
    return ResNet((2, 2, 2, 2), bottleneck=False, num_classes=num_classes)


def resnet34(num_classes: int = 1000) -> ResNet:
    return ResNet((3, 4, 6, 3), bottleneck=False, num_classes=num_classes)


def resnet50(num_classes: int = 1000) -> ResNet:
    return ResNet((3, 4, 6, 3), bottleneck=True, num_classes=num_classes)


def resnet101(num_classes: int = 1000) -> ResNet:
    return ResNet((3, 4, 23, 3), bottleneck=True, num_classes=num_classes)


def resnet152(num_classes: int = 1000) -> ResNet:
    return ResNet((3, 8, 36, 3), bottleneck=True, num_classes=num_classes)


class ResNetCIFAR(nn.Module):
    """6n + 2 layers for small images: 3x3 stem, three stages of n basic blocks with 16, 32 and 64 channels. Shortcuts where the
    shape changes are of `option` 'A' (zero channels) or 'B' (projection). Raises ValueError for another option.
    """

    def __init__(self, n: int, option: str = "A", num_classes: int = 10) -> None:
        super().__init__()
        if option not in ("A", "B"):
            raise ValueError(f"option is 'A' or 'B', not {option!r}")
        self.stem = nn.Sequential(nn.Conv2d(3, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU())
        sizes = [(16, 16, 1), (16, 32, 2), (32, 64, 2)]
        project = option == "B"
        self.blocks = nn.Sequential(
            *(
                Residual(ci if i == 0 else co, co, s if i == 0 else 1, project=project)
                for ci, co, s in sizes
                for i in range(n)
            )
        )
        self.fc = nn.Linear(64, num_classes)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.blocks(self.stem(x)).mean(dim=(2, 3)))
