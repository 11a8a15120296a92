"""en: You marked boxes as done by overwriting their scores in the tensor that the caller gave you.
ko: 처리한 박스를 표시하려고 호출한 쪽의 scores 텐서에 값을 덮어썼습니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def iou(box: Tensor, others: Tensor) -> Tensor:
    low, high = torch.maximum(box[:2], others[:, :2]), torch.minimum(box[2:], others[:, 2:])
    inter = (high - low).clamp(min=0).prod(dim=1)
    return inter / ((box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(dim=1) - inter)


def nms(boxes: Tensor, scores: Tensor, iou_thr: float) -> Tensor:
    keep = []
    while len(scores) and float(scores.max()) > float("-inf"):
        best = int(scores.argmax())
        keep.append(best)
        overlaps = iou(boxes[best], boxes) > iou_thr
        overlaps[best] = True
        scores[overlaps] = float("-inf")
    return torch.tensor(keep, dtype=torch.int64)


def batched_nms(boxes: Tensor, scores: Tensor, iou_thr: float, classes: Tensor) -> Tensor:
    kept = [torch.zeros(0, dtype=torch.int64)]
    for c in classes.unique():
        members = (classes == c).nonzero().flatten()
        kept.append(members[nms(boxes[members], scores[members], iou_thr)])
    keep = torch.cat(kept)
    return keep[scores[keep].argsort(descending=True)]
