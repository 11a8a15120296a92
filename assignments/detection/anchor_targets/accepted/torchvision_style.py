"""Matches with codes -1 and -2, as torchvision's Matcher has them."""

from __future__ import annotations

import torch

BELOW, BETWEEN = -1, -2


def box_iou(a, b):
    x = (torch.minimum(a[:, None, 2], b[:, 2]) - torch.maximum(a[:, None, 0], b[:, 0])).clamp(0)
    y = (torch.minimum(a[:, None, 3], b[:, 3]) - torch.maximum(a[:, None, 1], b[:, 1])).clamp(0)
    area = [(t[:, 2] - t[:, 0]) * (t[:, 3] - t[:, 1]) for t in (a, b)]
    return x * y / (area[0][:, None] + area[1] - x * y)


def assign(anchors, gt, hi=0.7, lo=0.3, force_best=True):
    if not len(gt):
        nothing = torch.zeros(len(anchors), dtype=torch.int32)
        return nothing, nothing.clone()
    quality = box_iou(gt, anchors)
    values, everything = quality.max(dim=0)
    matches = everything.clone()
    matches[values < lo] = BELOW
    matches[(values >= lo) & (values < hi)] = BETWEEN
    if force_best:
        highest = quality.max(dim=1).values
        _, which = torch.where((quality == highest[:, None]) & (highest[:, None] > 0))
        matches[which] = everything[which]
    labels = (matches >= 0).int()
    labels[matches == BETWEEN] = -1
    return labels, everything


def sample(labels, size=256, positive=0.5, generator=None):
    noise = torch.rand(len(labels), generator=generator)
    pos = (noise - 2.0 * (labels != 1)).topk(min(int(size * positive), int((labels == 1).sum()))).indices
    neg = (noise - 2.0 * (labels != 0)).topk(min(size - len(pos), int((labels == 0).sum()))).indices
    return torch.cat([neg, pos]).sort().values
