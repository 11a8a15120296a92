"""en: You went through the boxes from the lowest score to the highest, so the worst box of each heap stays.
ko: 점수가 낮은 박스부터 처리하여, 겹친 무리마다 가장 나쁜 박스가 남습니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def iou(box: Tensor, others: Tensor) -> Tensor:
    low, high = torch.maximum(box[:2], others[:, :2]), torch.minimum(box[2:], others[:, 2:])
    inter = (high - low).clamp(min=0).prod(dim=1)
    return inter / ((box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(dim=1) - inter)


def nms(boxes: Tensor, scores: Tensor, iou_thr: float) -> Tensor:
    order = scores.argsort()
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
