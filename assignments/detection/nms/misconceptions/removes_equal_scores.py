"""en: You took boxes out by their score, so all boxes that have the same score as the best one go with it.
ko: 고른 박스를 점수로 찾아 빼내어, 그 박스와 점수가 같은 박스까지 함께 사라집니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def iou(box: Tensor, others: Tensor) -> Tensor:
    low, high = torch.maximum(box[:2], others[:, :2]), torch.minimum(box[2:], others[:, 2:])
    inter = (high - low).clamp(min=0).prod(dim=1)
    return inter / ((box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(dim=1) - inter)


def nms(boxes: Tensor, scores: Tensor, iou_thr: float) -> Tensor:
    left = torch.arange(len(boxes))
    keep = []
    while len(left) > 0:
        best = left[scores[left].argmax()]
        keep.append(int(best))
        left = left[(scores[left] != scores[best]) & (iou(boxes[best], boxes[left]) <= iou_thr)]
    return torch.tensor(keep, dtype=torch.int64)


def batched_nms(boxes: Tensor, scores: Tensor, iou_thr: float, classes: Tensor) -> Tensor:
    kept = [torch.zeros(0, dtype=torch.int64)]
    for c in classes.unique():
        members = (classes == c).nonzero().flatten()
        kept.append(members[nms(boxes[members], scores[members], iou_thr)])
    keep = torch.cat(kept)
    return keep[scores[keep].argsort(descending=True)]
