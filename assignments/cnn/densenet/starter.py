from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn


class DenseLayer(nn.Module):
    """[N, ci, H, W] to the k new maps [N, k, H, W].

    입력 [N, ci, H, W]에서 새 특징 맵 [N, k, H, W]를 만듭니다.
    """

    def __init__(self, ci: int, k: int, bn_size: int = 4) -> None:
        super().__init__()
        raise NotImplementedError("Write DenseLayer: see the handout. / DenseLayer를 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write DenseLayer.forward: see the handout. / DenseLayer.forward를 작성하십시오. 안내문을 참고하십시오.")


class DenseBlock(nn.Module):
    """n dense layers: [N, ci, H, W] to [N, ci + n k, H, W].

    DenseLayer n개로 [N, ci, H, W]를 [N, ci + n k, H, W]로 바꿉니다.
    """

    def __init__(self, n: int, ci: int, k: int) -> None:
        super().__init__()
        raise NotImplementedError("Write DenseBlock: see the handout. / DenseBlock을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write DenseBlock.forward: see the handout. / DenseBlock.forward를 작성하십시오. 안내문을 참고하십시오.")


class Transition(nn.Module):
    """[N, ci, H, W] to [N, co, H // 2, W // 2].

    [N, ci, H, W]를 [N, co, H // 2, W // 2]로 바꿉니다.
    """

    def __init__(self, ci: int, co: int) -> None:
        super().__init__()
        raise NotImplementedError("Write Transition: see the handout. / Transition을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write Transition.forward: see the handout. / Transition.forward를 작성하십시오. 안내문을 참고하십시오.")


class DenseNet(nn.Module):
    """[N, 3, H, W] to logits [N, num_classes].

    이미지 [N, 3, H, W]를 로짓 [N, num_classes]로 바꿉니다.
    """

    def __init__(self, growth: int = 32, blocks: Sequence[int] = (6, 12, 24, 16), num_classes: int = 1000) -> None:
        super().__init__()
        raise NotImplementedError("Write DenseNet: see the handout. / DenseNet을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write DenseNet.forward: see the handout. / DenseNet.forward를 작성하십시오. 안내문을 참고하십시오.")
