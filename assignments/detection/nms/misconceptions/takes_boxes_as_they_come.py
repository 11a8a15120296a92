"""en: You took the boxes in the order in which they came, not from the best score down.
ko: 점수가 높은 박스부터가 아니라 입력된 순서대로 박스를 처리했습니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def iou(box: Tensor, others: Tensor) -> Tensor:
    low, high = torch.maximum(box[:2], others[:, :2]), torch.minimum(box[2:], others[:, 2:])
    inter = (high - low).clamp(min=0).prod(dim=1)
    return inter / ((box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(dim=1) - inter)


def nms(boxes: Tensor, scores: Tensor, iou_thr: float) -> Tensor:
    order = torch.arange(len(scores))
    keep = []
    while len(order) > 0:
        best, rest = order[0], order[1:]
        keep.append(int(best))
        order = rest[iou(boxes[best], boxes[rest]) <= iou_thr]
    return torch.tensor(keep, dtype=torch.int64)


def batched_nms(boxes: Tensor, scores: Tensor, iou_thr: float, classes: Tensor) -> Tensor:
    kept = [torch.zeros(0, dtype=torch.int64)]
    for c in classes.unique():
        members = (classes == c).nonzero().flatten()
        kept.append(members[nms(boxes[members], scores[members], iou_thr)])
    keep = torch.cat(kept)
    return keep[scores[keep].argsort(descending=True)]
