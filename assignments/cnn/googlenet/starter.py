from __future__ import annotations

from torch import Tensor, nn


class Inception(nn.Module):
    """Four branches beside each other: [N, ci, H, W] to [N, c1 + c3 + c5 + pp, H, W].

    네 갈래의 결과를 이어 붙여 [N, ci, H, W]를 [N, c1 + c3 + c5 + pp, H, W]로 바꿉니다.
    """

    def __init__(self, ci: int, c1: int, c3r: int, c3: int, c5r: int, c5: int, pp: int, bn: bool = False) -> None:
        super().__init__()
        raise NotImplementedError("Write Inception: see the handout. / Inception을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write Inception.forward: see the handout. / Inception.forward를 작성하십시오. 안내문을 참고하십시오.")


class GoogLeNet(nn.Module):
    """[N, 3, H, W] to logits [N, num_classes]; in training with `aux` to (logits, aux2, aux1).

    이미지 [N, 3, H, W]를 로짓 [N, num_classes]로 바꿉니다. `aux`이면 학습 모드에서 (로짓, aux2, aux1)을 돌려줍니다.
    """

    def __init__(self, num_classes: int = 1000, aux: bool = False, bn: bool = False) -> None:
        super().__init__()
        raise NotImplementedError("Write GoogLeNet: see the handout. / GoogLeNet을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor | tuple[Tensor, Tensor, Tensor]:
        raise NotImplementedError("Write GoogLeNet.forward: see the handout. / GoogLeNet.forward를 작성하십시오. 안내문을 참고하십시오.")
