from __future__ import annotations

from torch import Tensor, nn


class SepConv2d(nn.Module):
    """A k x k convolution within each channel, then a 1x1 convolution across channels.

    채널마다 따로 하는 k x k 합성곱과, 채널을 섞는 1x1 합성곱을 차례로 합니다.
    """

    def __init__(self, ci: int, co: int, k: int, stride: int = 1, padding: int = 0, bias: bool = False) -> None:
        super().__init__()
        raise NotImplementedError("Write SepConv2d: see the handout. / SepConv2d를 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write SepConv2d.forward: see the handout. / SepConv2d.forward를 작성하십시오. 안내문을 참고하십시오.")


class XceptionMiddle(nn.Module):
    """x plus three times ReLU, separable 3x3 convolution, batch norm: [N, channels, H, W] to the same.

    x에 ReLU, 분리 가능한 3x3 합성곱, 배치 정규화를 세 번 적용한 결과를 더합니다. 모양은 그대로입니다.
    """

    def __init__(self, channels: int = 728) -> None:
        super().__init__()
        raise NotImplementedError("Write XceptionMiddle: see the handout. / XceptionMiddle을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write its forward: see the handout. / XceptionMiddle의 forward를 작성하십시오. 안내문을 참고하십시오.")
