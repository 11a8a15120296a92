from __future__ import annotations

from torch import Tensor


def nms(boxes: Tensor, scores: Tensor, iou_thr: float) -> Tensor:
    """Indices of the boxes that stay [K] (integers), by descending score.

    `boxes` [N, 4] as (x1, y1, x2, y2), `scores` [N]. A box goes when its IoU with a better box that stays is greater
    than `iou_thr`.

    채택된 박스의 인덱스 [K](정수)를 점수가 높은 순서로 반환합니다.
    """
    raise NotImplementedError("Write nms: see the handout. / nms를 작성하십시오. 안내문을 참고하십시오.")


def batched_nms(boxes: Tensor, scores: Tensor, iou_thr: float, classes: Tensor) -> Tensor:
    """nms within each class; indices of all boxes that stay [K] (integers), by descending score.

    `classes` [N] (integers) gives the class of each box.

    클래스마다 nms를 따로 적용하고, 채택된 모든 박스의 인덱스 [K](정수)를 점수가 높은 순서로 반환합니다.
    """
    raise NotImplementedError("Write batched_nms: see the handout. / batched_nms를 작성하십시오. 안내문을 참고하십시오.")
