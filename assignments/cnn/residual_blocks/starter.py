from __future__ import annotations

from torch import Tensor, nn


class BasicBlock(nn.Module):
    """Two 3x3 convolutions; the first one carries the stride. [N, ci, H, W] to [N, co, H/stride, W/stride],
    rounded up.

    3x3 합성곱 두 개이며 첫 번째가 stride를 가집니다. H/stride와 W/stride는 올림합니다.
    """

    def __init__(self, ci: int, co: int, stride: int = 1, shortcut: str = "B") -> None:
        super().__init__()
        raise NotImplementedError("Write BasicBlock: see the handout. / BasicBlock을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write BasicBlock.forward: see the handout. / BasicBlock.forward를 작성하십시오. 안내문을 참고하십시오.")


class Bottleneck(nn.Module):
    """1x1, 3x3, 1x1 convolutions; `stride_on` is '1x1' or '3x3'. [N, ci, H, W] to [N, 4 mid, H/stride, W/stride],
    rounded up.

    1x1, 3x3, 1x1 합성곱이며 `stride_on`은 '1x1' 또는 '3x3'입니다. H/stride와 W/stride는 올림합니다.
    """

    def __init__(self, ci: int, mid: int, stride: int = 1, stride_on: str = "3x3", shortcut: str = "B") -> None:
        super().__init__()
        raise NotImplementedError("Write Bottleneck: see the handout. / Bottleneck을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write Bottleneck.forward: see the handout. / Bottleneck.forward를 작성하십시오. 안내문을 참고하십시오.")
