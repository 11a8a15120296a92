"""en: You do not divide by the number of regions.
ko: 영역의 수로 나누지 않았습니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F


def smooth_l1(x):
    a = x.abs()
    return torch.where(a < 1, 0.5 * x**2, a - 0.5)


def fast_rcnn_loss(cls_logits, deltas, labels, targets, lam=1.0):
    R, C = cls_logits.shape
    logp = F.log_softmax(cls_logits, dim=1)
    loss_cls = -logp[torch.arange(R), labels].sum()
    fg = torch.nonzero(labels > 0).squeeze(1)
    if len(fg) == 0:
        return loss_cls
    boxes = deltas.reshape(R, C, 4)
    pred = boxes[fg, labels[fg]]
    loss_box = smooth_l1(pred - targets[fg]).sum()
    return loss_cls + lam * loss_box
