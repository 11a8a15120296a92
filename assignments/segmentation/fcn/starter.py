from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn


class FCN(nn.Module):
    """A fully convolutional network: images [N, 3, H, W] to scores of each pixel [N, num_classes, H, W].

    완전 합성곱 네트워크: 이미지 [N, 3, H, W]에서 픽셀마다의 점수 [N, num_classes, H, W]를 냅니다.
    """

    def __init__(self, backbone_channels: Sequence[int], num_classes: int, variant: str = "32s") -> None:
        super().__init__()
        raise NotImplementedError("Write FCN: see the handout. / FCN을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write forward: see the handout. / forward를 작성하십시오. 안내문을 참고하십시오.")
