"""The whole matrix of overlaps first, then one pass; classes are part of the matrix; int32 indices."""

from __future__ import annotations

import torch
from torch import Tensor


def suppress(boxes: Tensor, scores: Tensor, iou_thr: float, same: Tensor) -> Tensor:
    x1, y1, x2, y2 = boxes.double().unbind(1)
    width = (torch.minimum(x2[:, None], x2) - torch.maximum(x1[:, None], x1)).clamp(min=0)
    height = (torch.minimum(y2[:, None], y2) - torch.maximum(y1[:, None], y1)).clamp(min=0)
    area = (x2 - x1) * (y2 - y1)
    inter = width * height
    clash = (inter / (area[:, None] + area - inter) > iou_thr) & same
    alive = torch.ones(len(boxes), dtype=torch.bool)
    keep = []
    for i in torch.sort(scores, descending=True, stable=True).indices:
        if alive[i]:
            keep.append(int(i))
            alive &= ~clash[i]
    return torch.tensor(keep, dtype=torch.int32)


def nms(boxes: Tensor, scores: Tensor, iou_thr: float) -> Tensor:
    return suppress(boxes, scores, iou_thr, torch.ones(len(boxes), len(boxes), dtype=torch.bool))


def batched_nms(boxes: Tensor, scores: Tensor, iou_thr: float, classes: Tensor) -> Tensor:
    return suppress(boxes, scores, iou_thr, classes[:, None] == classes[None, :])
