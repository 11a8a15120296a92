"""en: Your smooth L1 turns linear at 1/9, as torchvision's does; it should at 1.
ko: torchvision처럼 1/9에서 직선이 됩니다. 1에서 직선이 되어야 합니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F


def smooth_l1(x):
    a = x.abs()
    return torch.where(a < 1 / 9, 4.5 * x**2, a - 0.5 / 9)


def fast_rcnn_loss(cls_logits, deltas, labels, targets, lam=1.0):
    R, C = cls_logits.shape
    logp = F.log_softmax(cls_logits, dim=1)
    loss_cls = -logp[torch.arange(R), labels].sum() / R
    fg = torch.nonzero(labels > 0).squeeze(1)
    if len(fg) == 0:
        return loss_cls
    boxes = deltas.reshape(R, C, 4)
    pred = boxes[fg, labels[fg]]
    loss_box = smooth_l1(pred - targets[fg]).sum() / R
    return loss_cls + lam * loss_box
