from __future__ import annotations

from torch import Tensor, nn


class NiNBlock(nn.Module):
    """A k x k convolution and two 1x1, each followed by ReLU: [N, ci, H, W] to [N, co, H', W'].

    k x k 합성곱 하나와 1x1 합성곱 두 개이며, 각각 다음에 ReLU가 있습니다.
    """

    def __init__(self, ci: int, co: int, k: int, s: int, p: int) -> None:
        super().__init__()
        raise NotImplementedError("Write NiNBlock: see the handout. / NiNBlock을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write NiNBlock.forward: see the handout. / NiNBlock.forward를 작성하십시오. 안내문을 참고하십시오.")


class NiN_CIFAR(nn.Module):
    """[N, 3, H, W] to class scores [N, num_classes], without a linear layer.

    이미지 [N, 3, H, W]를 선형 층 없이 클래스 점수 [N, num_classes]로 바꿉니다.
    """

    def __init__(self, num_classes: int = 10) -> None:
        super().__init__()
        raise NotImplementedError("Write NiN_CIFAR: see the handout. / NiN_CIFAR를 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write NiN_CIFAR.forward: see the handout. / NiN_CIFAR.forward를 작성하십시오. 안내문을 참고하십시오.")
