"""en: You use the absolute error; below 1 it should be ½x².
ko: 절대 오차를 썼습니다. 1보다 작으면 ½x²이어야 합니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F


def smooth_l1(x):
    a = x.abs()
    return a


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
