"""The residual blocks of ResNet."""

from __future__ import annotations

from torch import Tensor, nn


class BasicBlock(nn.Module):
    """Two 3x3 convolutions; the first one carries the stride. [N, ci, H, W] to [N, co, H/stride, W/stride],
    rounded up."""

    def __init__(self, ci: int, co: int, stride: int = 1, shortcut: str = "B") -> None:
        super().__init__()
        raise NotImplementedError("BasicBlock is yours to write: see the handout.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("BasicBlock.forward is yours to write: see the handout.")


class Bottleneck(nn.Module):
    """1x1, 3x3, 1x1 convolutions; `stride_on` is '1x1' or '3x3'. [N, ci, H, W] to [N, 4 mid, H/stride, W/stride],
    rounded up."""

    def __init__(self, ci: int, mid: int, stride: int = 1, stride_on: str = "3x3", shortcut: str = "B") -> None:
        super().__init__()
        raise NotImplementedError("Bottleneck is yours to write: see the handout.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Bottleneck.forward is yours to write: see the handout.")
