"""The loss of YOLO (Redmon et al., arXiv 1506.02640, equation 3), a sum of squares divided by the number of images.

    l_coord [ (x - x')^2 + (y - y')^2 + (sqrt w - sqrt w')^2 + (sqrt h - sqrt h')^2 ]    responsible slots
    + (c - IoU)^2                                                                        responsible slots
    + l_noobj c^2                                                                        all other slots
    + sum over the classes of (p - p')^2                                                 cells with an object

Responsible is, in a cell with an object, the slot whose box overlaps the object's most.
"""

from __future__ import annotations

import torch
from torch import Tensor

SMALLEST = 1e-12  # below it the gradient of a root is of no use


def yolo_loss(
    pred: Tensor, target: Tensor, S: int = 7, B: int = 2, C: int = 20, l_coord: float = 5.0, l_noobj: float = 0.5
) -> Tensor:
    """The loss of outputs [N, S, S, 5 B + C] and targets of the same shape, of which slot 0 and the classes are read: a 0-d
    tensor. No gradient goes through the IoU."""
    slots = pred[..., : 5 * B].unflatten(-1, (B, 5))
    truth = target[..., None, :5]  # [N, S, S, 1, 5]
    holds_object = target[..., 4] > 0  # [N, S, S]
    iou = _iou(slots[..., :4].detach(), truth[..., :4], S)  # [N, S, S, B]
    responsible = torch.nn.functional.one_hot(iou.argmax(dim=-1), B).bool() & holds_object[..., None]
    shifts = (slots[..., :2] - truth[..., :2]).square().sum(dim=-1)
    scales = (slots[..., 2:4].clamp(min=SMALLEST).sqrt() - truth[..., 2:4].sqrt()).square().sum(dim=-1)
    confidence = slots[..., 4]
    classes = (pred[..., 5 * B :] - target[..., 5 * B :]).square()
    total = (
        l_coord * (shifts + scales)[responsible].sum()
        + (confidence - iou)[responsible].square().sum()
        + l_noobj * confidence[~responsible].square().sum()
        + classes[holds_object].sum()
    )
    return total / len(pred)


def _iou(a: Tensor, b: Tensor, S: int) -> Tensor:
    """Of boxes x, y, w, h in the same cell: x and y count cells, w and h are shares of the image."""
    low = torch.maximum(a[..., :2] / S - a[..., 2:] / 2, b[..., :2] / S - b[..., 2:] / 2)
    high = torch.minimum(a[..., :2] / S + a[..., 2:] / 2, b[..., :2] / S + b[..., 2:] / 2)
    inter = (high - low).clamp(min=0).prod(dim=-1)
    union = a[..., 2:].clamp(min=0).prod(dim=-1) + b[..., 2:].prod(dim=-1) - inter
    return torch.where(union > 0, inter / union, 0.0)
