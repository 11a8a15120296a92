from __future__ import annotations

from torch import Tensor, nn


def resnet18(num_classes: int = 1000) -> nn.Module:
    """18 layers: [N, 3, H, W] to logits [N, num_classes]. / 18층 네트워크입니다."""
    raise NotImplementedError("Write resnet18: see the handout. / resnet18을(를) 작성하십시오. 안내문을 참고하십시오.")


def resnet34(num_classes: int = 1000) -> nn.Module:
    """34 layers: [N, 3, H, W] to logits [N, num_classes]. / 34층 네트워크입니다."""
    raise NotImplementedError("Write resnet34: see the handout. / resnet34을(를) 작성하십시오. 안내문을 참고하십시오.")


def resnet50(num_classes: int = 1000) -> nn.Module:
    """50 layers: [N, 3, H, W] to logits [N, num_classes]. / 50층 네트워크입니다."""
    raise NotImplementedError("Write resnet50: see the handout. / resnet50을(를) 작성하십시오. 안내문을 참고하십시오.")


def resnet101(num_classes: int = 1000) -> nn.Module:
    """101 layers: [N, 3, H, W] to logits [N, num_classes]. / 101층 네트워크입니다."""
    raise NotImplementedError("Write resnet101: see the handout. / resnet101을(를) 작성하십시오. 안내문을 참고하십시오.")


def resnet152(num_classes: int = 1000) -> nn.Module:
    """152 layers: [N, 3, H, W] to logits [N, num_classes]. / 152층 네트워크입니다."""
    raise NotImplementedError("Write resnet152: see the handout. / resnet152을(를) 작성하십시오. 안내문을 참고하십시오.")


class ResNetCIFAR(nn.Module):
    """6n + 2 layers for small images: [N, 3, H, W] to logits [N, num_classes]; `option` is 'A' or 'B'.

    작은 이미지를 위한 6n + 2층 네트워크입니다. `option`은 'A' 또는 'B'입니다.
    """

    def __init__(self, n: int, option: str = "A", num_classes: int = 10) -> None:
        super().__init__()
        raise NotImplementedError("Write ResNetCIFAR: see the handout. / ResNetCIFAR를 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write its forward: see the handout. / ResNetCIFAR의 forward를 작성하십시오. 안내문을 참고하십시오.")
