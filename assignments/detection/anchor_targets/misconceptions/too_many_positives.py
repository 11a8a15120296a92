"""en: Your minibatch may be positive all over: cut the positives to positive · size.
ko: 미니배치가 모두 양성일 수 있습니다. 양성을 positive · size개로 줄이십시오.
"""

from __future__ import annotations

import torch


def pairwise_iou(a, b):
    lt = torch.max(a[:, None, :2], b[None, :, :2])
    rb = torch.min(a[:, None, 2:], b[None, :, 2:])
    wh = (rb - lt).clamp(min=0)
    inter = wh[..., 0] * wh[..., 1]
    area_a = (a[:, 2] - a[:, 0]) * (a[:, 3] - a[:, 1])
    area_b = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    return inter / (area_a[:, None] + area_b[None] - inter)


def assign(anchors, gt, hi=0.7, lo=0.3, force_best=True):
    A = anchors.shape[0]
    if gt.shape[0] == 0:
        return torch.zeros(A, dtype=torch.long), torch.zeros(A, dtype=torch.long)
    iou = pairwise_iou(anchors, gt)
    max_iou, matched = iou.max(dim=1)
    labels = torch.full((A,), -1, dtype=torch.long)
    labels[max_iou < lo] = 0
    labels[max_iou >= hi] = 1
    if force_best:
        best_iou, best_anchor = iou.max(dim=0)
        best_anchor = best_anchor[best_iou > 0]
        labels[best_anchor] = 1
    return labels, matched


def sample(labels, size=256, positive=0.5, generator=None):
    pos = torch.where(labels == 1)[0]
    neg = torch.where(labels == 0)[0]
    num_pos = min(len(pos), size)
    num_neg = min(len(neg), size - num_pos)
    pos = pos[torch.randperm(len(pos), generator=generator)[:num_pos]]
    neg = neg[torch.randperm(len(neg), generator=generator)[:num_neg]]
    return torch.cat([pos, neg])
