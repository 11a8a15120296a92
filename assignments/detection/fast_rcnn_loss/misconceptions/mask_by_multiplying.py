"""en: You multiply the background's box loss by 0: where its targets are NaN, that is NaN.
ko: 배경의 박스 손실에 0을 곱했습니다. targets가 NaN이면 결과도 NaN입니다.
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
    loss_cls = -logp[torch.arange(R), labels].sum() / R
    fg = torch.arange(R)
    boxes = deltas.reshape(R, C, 4)
    pred = boxes[fg, labels[fg]]
    loss_box = ((labels > 0)[:, None] * smooth_l1(pred - targets)).sum() / R
    return loss_cls + lam * loss_box
