"""Greedy non-maximum suppression, as in arXiv 1311.2524, section 2.2: per class, a box goes when it overlaps too much
with a better one that stays.

Boxes are (x1, y1, x2, y2) in continuous coordinates. "Too much" is IoU > iou_thr: a box at exactly the threshold stays.
"""

from __future__ import annotations

import torch
from torch import Tensor


def nms(boxes: Tensor, scores: Tensor, iou_thr: float) -> Tensor:
    """Return the indices of the boxes that stay [K] (int64), by descending score.

    `boxes` [N, 4] and `scores` [N], any floating dtype. Of equal scores the earlier box goes first.
    Only boxes that stay suppress others.
    """
    order = scores.argsort(descending=True, stable=True)  # [N], the candidates
    keep: list[int] = []
    while len(order) > 0:
        best, rest = order[0], order[1:]
        keep.append(int(best))
        order = rest[iou_with(boxes[best], boxes[rest]) <= iou_thr]
    return torch.tensor(keep, dtype=torch.int64, device=boxes.device)  # [K]


def batched_nms(boxes: Tensor, scores: Tensor, iou_thr: float, classes: Tensor) -> Tensor:
    """nms within each class: boxes of different `classes` [N] (integers) never suppress one another.

    Return the indices of all boxes that stay [K] (int64), by descending score.
    """
    stays = torch.zeros(len(boxes), dtype=torch.bool, device=boxes.device)  # [N]
    for c in classes.unique():
        members = (classes == c).nonzero().flatten()  # [N_c]
        stays[members[nms(boxes[members], scores[members], iou_thr)]] = True
    keep = stays.nonzero().flatten()  # [K], by index
    return keep[scores[keep].argsort(descending=True, stable=True)]  # [K], by score


def iou_with(box: Tensor, others: Tensor) -> Tensor:
    """IoU of one `box` [4] with each of `others` [M, 4]: [M]; 0 where neither has an area."""
    dtype = torch.promote_types(others.dtype, torch.float32)  # the areas of half-precision boxes overflow
    box, others = box.to(dtype), others.to(dtype)
    low, high = torch.maximum(box[:2], others[:, :2]), torch.minimum(box[2:], others[:, 2:])  # [M, 2] each
    inter = (high - low).clamp(min=0).prod(dim=1)  # [M]
    union = (box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(dim=1) - inter  # [M]
    return inter / torch.where(union > 0, union, 1)
