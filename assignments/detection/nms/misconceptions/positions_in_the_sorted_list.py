"""en: You returned positions in the list sorted by score, not indices of the boxes that were given.
ko: 입력 박스의 인덱스가 아니라 점수순으로 정렬한 목록에서의 위치를 반환했습니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def iou(box: Tensor, others: Tensor) -> Tensor:
    low, high = torch.maximum(box[:2], others[:, :2]), torch.minimum(box[2:], others[:, 2:])
    inter = (high - low).clamp(min=0).prod(dim=1)
    return inter / ((box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(dim=1) - inter)


def nms(boxes: Tensor, scores: Tensor, iou_thr: float) -> Tensor:
    boxes = boxes[scores.argsort(descending=True)]
    left = torch.arange(len(boxes))
    keep = []
    while len(left) > 0:
        best, rest = left[0], left[1:]
        keep.append(int(best))
        left = rest[iou(boxes[best], boxes[rest]) <= iou_thr]
    return torch.tensor(keep, dtype=torch.int64)


def batched_nms(boxes: Tensor, scores: Tensor, iou_thr: float, classes: Tensor) -> Tensor:
    kept = [torch.zeros(0, dtype=torch.int64)]
    for c in classes.unique():
        members = (classes == c).nonzero().flatten()
        kept.append(members[nms(boxes[members], scores[members], iou_thr)])
    keep = torch.cat(kept)
    return keep[scores[keep].argsort(descending=True)]
