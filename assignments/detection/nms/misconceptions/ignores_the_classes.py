"""en: You ignored the classes in batched_nms, so boxes of different classes suppress one another.
ko: batched_nms에서 클래스를 무시하여, 클래스가 다른 박스끼리 서로 제거합니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def iou(box: Tensor, others: Tensor) -> Tensor:
    low, high = torch.maximum(box[:2], others[:, :2]), torch.minimum(box[2:], others[:, 2:])
    inter = (high - low).clamp(min=0).prod(dim=1)
    return inter / ((box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(dim=1) - inter)


def nms(boxes: Tensor, scores: Tensor, iou_thr: float) -> Tensor:
    order = scores.argsort(descending=True)
    keep = []
    while len(order) > 0:
        best, rest = order[0], order[1:]
        keep.append(int(best))
        order = rest[iou(boxes[best], boxes[rest]) <= iou_thr]
    return torch.tensor(keep, dtype=torch.int64)


def batched_nms(boxes: Tensor, scores: Tensor, iou_thr: float, classes: Tensor) -> Tensor:
    return nms(boxes, scores, iou_thr)
