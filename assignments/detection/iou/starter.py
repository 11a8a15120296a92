from __future__ import annotations

from torch import Tensor


def box_iou(a: Tensor, b: Tensor) -> Tensor:
    """IoU of every box of `a` [N, 4] with every box of `b` [M, 4]: [N, M], floating point.

    Boxes are (x1, y1, x2, y2) in continuous coordinates, with positive area; integer boxes may come too.

    `a`의 모든 박스와 `b`의 모든 박스의 IoU [N, M]을 실수형으로 반환합니다. 정수 박스가 올 수도 있습니다.
    """
    raise NotImplementedError("Write box_iou: see the handout. / box_iou를 작성하십시오. 안내문을 참고하십시오.")
