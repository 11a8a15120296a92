"""torch.multinomial over masks."""

from __future__ import annotations

import torch


def assign(anchors, gt, hi=0.7, lo=0.3, force_best=True):
    n = len(anchors)
    labels, matched, top = torch.zeros(n).long(), torch.zeros(n).long(), torch.zeros(n, dtype=torch.float64)
    forced = []
    for g, box in enumerate(gt.double()):
        side = (torch.min(anchors[:, 2:], box[2:]) - torch.max(anchors[:, :2], box[:2])).clamp(min=0)
        inter = side.prod(1).double()
        union = (anchors[:, 2:] - anchors[:, :2]).prod(1) + (box[2:] - box[:2]).prod() - inter
        overlap = inter / union
        matched = torch.where(overlap > top, g, matched)
        top = torch.maximum(top, overlap)
        if overlap.max() > 0:
            forced.append(int(overlap.argmax()))
    if len(gt):
        labels[top >= lo] = -1
        labels[top >= hi] = 1
        if force_best:
            labels[forced] = 1
    return labels, matched


def sample(labels, size=256, positive=0.5, generator=None):
    def pick(mask, n):
        n = min(n, int(mask.sum()))
        if n == 0:
            return torch.zeros(0, dtype=torch.long)
        return torch.multinomial(mask.double(), n, replacement=False, generator=generator)

    pos = pick(labels == 1, int(size * positive))
    return torch.cat((pos, pick(labels == 0, size - pos.numel())))
