"""Both blocks share one class that walks over ModuleLists from the last layer registered to the first."""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional


class Stack(nn.Module):
    def __init__(self, channels: list[int], sizes: list[int], strides: list[int], shortcut: str) -> None:
        super().__init__()
        ci, co, stride = channels[0], channels[-1], max(strides)
        self.norms = nn.ModuleList(nn.BatchNorm2d(c) for c in channels[1:])
        self.convs = nn.ModuleList(
            nn.Conv2d(a, b, k, s, (k - 1) // 2, bias=False)
            for a, b, k, s in zip(channels, channels[1:], sizes, strides, strict=False)
        )
        self.side = nn.ModuleList()
        if shortcut == "C" or (shortcut == "B" and (ci, stride) != (co, 1)):
            self.side.extend([nn.BatchNorm2d(co), nn.Conv2d(ci, co, 1, stride, bias=False)])
        self.stride, self.extra = stride, co - ci

    def forward(self, x: Tensor) -> Tensor:
        y = x
        for i, (conv, norm) in enumerate(zip(self.convs, self.norms, strict=True)):
            y = norm(conv(y if i == 0 else y.clamp(min=0)))
        if len(self.side):
            around = self.side[0](self.side[1](x))
        else:
            around = functional.pad(x[:, :, :: self.stride, :: self.stride], [0, 0, 0, 0, 0, self.extra])
        return (around + y).clamp(min=0)


class BasicBlock(Stack):
    def __init__(self, ci: int, co: int, stride: int = 1, shortcut: str = "B") -> None:
        super().__init__([ci, co, co], [3, 3], [stride, 1], shortcut)


class Bottleneck(Stack):
    def __init__(self, ci: int, mid: int, stride: int = 1, stride_on: str = "3x3", shortcut: str = "B") -> None:
        strides = [stride, 1, 1] if stride_on == "1x1" else [1, stride, 1]
        super().__init__([ci, mid, mid, 4 * mid], [1, 3, 1], strides, shortcut)
