"""en: There is no suppression.
ko: 억제하지 않았습니다.
"""

from __future__ import annotations

import math

import torch


def decode_boxes(deltas, anchors):
    w = anchors[:, 2] - anchors[:, 0]
    h = anchors[:, 3] - anchors[:, 1]
    cx = anchors[:, 0] + w / 2 + deltas[:, 0] * w
    cy = anchors[:, 1] + h / 2 + deltas[:, 1] * h
    limit = math.log(1000 / 16)
    w = w * torch.exp(deltas[:, 2].clamp(max=limit))
    h = h * torch.exp(deltas[:, 3].clamp(max=limit))
    return torch.stack([cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2], dim=1)


def iou(box, boxes):
    lt = torch.max(box[:2], boxes[:, :2])
    rb = torch.min(box[2:], boxes[:, 2:])
    inter = (rb - lt).clamp(min=0).prod(dim=1)
    area = (box[2] - box[0]) * (box[3] - box[1])
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    return inter / (area + areas - inter)


def suppress(boxes, scores, thr):
    order = scores.argsort(descending=True)
    keep = []
    while len(order) > 0:
        i = order[0]
        keep.append(int(i))
        rest = order[1:]
        order = rest[iou(boxes[i], boxes[rest]) <= thr]
    return torch.tensor(keep, dtype=torch.long)


def propose(scores, deltas, anchors, im_size, pre=6000, post=300, thr=0.7, min_size=1e-3):
    height, width = im_size
    boxes = decode_boxes(deltas, anchors)
    top = scores.argsort(descending=True)[:pre]
    boxes, scores = boxes[top], scores[top]
    x = boxes[:, 0::2].clamp(0, width)
    y = boxes[:, 1::2].clamp(0, height)
    boxes = torch.stack([x[:, 0], y[:, 0], x[:, 1], y[:, 1]], dim=1)
    ws = boxes[:, 2] - boxes[:, 0]
    hs = boxes[:, 3] - boxes[:, 1]
    ok = (ws >= min_size) & (hs >= min_size)
    boxes, scores = boxes[ok], scores[ok]
    keep = scores.argsort(descending=True)[:post]
    return boxes[keep], scores[keep]
