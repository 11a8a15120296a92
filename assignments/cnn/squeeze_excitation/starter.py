from __future__ import annotations

from torch import Tensor, nn


class SEBlock(nn.Module):
    """Scales each channel by what all channels say: [N, C, H, W] to the same.

    모든 채널을 보고 채널마다 정한 수를 곱합니다. 모양은 그대로입니다.
    """

    def __init__(self, C: int, r: int = 16, bias: bool = True) -> None:
        super().__init__()
        raise NotImplementedError("Write SEBlock: see the handout. / SEBlock을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write SEBlock.forward: see the handout. / SEBlock.forward를 작성하십시오. 안내문을 참고하십시오.")


class SEResNet50(nn.Module):
    """ResNet-50 with an SEBlock in each block: [N, 3, H, W] to logits [N, num_classes].

    블록마다 SEBlock이 있는 ResNet-50입니다.
    """

    def __init__(self, num_classes: int = 1000, r: int = 16, bias: bool = True) -> None:
        super().__init__()
        raise NotImplementedError("Write SEResNet50: see the handout. / SEResNet50을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write its forward: see the handout. / SEResNet50의 forward를 작성하십시오. 안내문을 참고하십시오.")
