"""Masks over the whole tensor; one-hot of the best slot."""

from __future__ import annotations

import torch
import torch.nn.functional as F


def corners(box, S):
    centre, half = box[..., :2] / S, box[..., 2:4].clamp(min=0) / 2
    return centre - half, centre + half


def overlap(a, b, S):
    (a1, a2), (b1, b2) = corners(a, S), corners(b, S)
    inter = (torch.minimum(a2, b2) - torch.maximum(a1, b1)).clamp(min=0).prod(-1)
    union = (a2 - a1).prod(-1) + (b2 - b1).prod(-1) - inter
    return inter / union.clamp(min=1e-30)


def yolo_loss(pred, target, S=7, B=2, C=20, l_coord=5.0, l_noobj=0.5):
    boxes, classes = pred[..., : 5 * B].reshape(*pred.shape[:3], B, 5), pred[..., 5 * B :]
    truth = target[..., :5].unsqueeze(-2)
    present = truth[..., 4]
    iou = overlap(boxes.detach(), truth, S)
    mask = F.one_hot(iou.max(-1).indices, B) * present
    coord = (boxes[..., :2] - truth[..., :2]).pow(2).sum(-1)
    coord = coord + (boxes[..., 2:4].clamp(min=1e-12).sqrt() - truth[..., 2:4].sqrt()).pow(2).sum(-1)
    conf = boxes[..., 4]
    loss = l_coord * (mask * coord).sum() + (mask * (conf - iou) ** 2).sum()
    loss = loss + l_noobj * ((1 - mask) * conf**2).sum()
    loss = loss + (present * (classes - target[..., 5 * B :]) ** 2).sum()
    return loss / pred.size(0)
