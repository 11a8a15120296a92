from __future__ import annotations

from torch import Tensor


def yolo_loss(
    pred: Tensor, target: Tensor, S: int = 7, B: int = 2, C: int = 20, l_coord: float = 5.0, l_noobj: float = 0.5
) -> Tensor:
    """The loss of outputs [N, S, S, 5 * B + C] beside targets of the same shape: a 0-d tensor.

    출력 [N, S, S, 5 * B + C]와 같은 모양의 목표에 대한 손실: 0차원 텐서.
    """
    raise NotImplementedError("Write yolo_loss: see the handout. / yolo_loss를 작성하십시오. 안내문을 참고하십시오.")
