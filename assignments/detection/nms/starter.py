"""Non-maximum suppression, over all boxes and per class."""

from __future__ import annotations

from torch import Tensor


def nms(boxes: Tensor, scores: Tensor, iou_thr: float) -> Tensor:
    """Indices of the boxes that stay [K] (integers), by descending score.

    `boxes` [N, 4] as (x1, y1, x2, y2), `scores` [N]. A box goes when its IoU with a better box that stays is greater
    than `iou_thr`.
    """
    raise NotImplementedError("nms is yours to write: see the handout.")


def batched_nms(boxes: Tensor, scores: Tensor, iou_thr: float, classes: Tensor) -> Tensor:
    """nms within each class; indices of all boxes that stay [K] (integers), by descending score.

    `classes` [N] (integers) gives the class of each box.
    """
    raise NotImplementedError("batched_nms is yours to write: see the handout.")
