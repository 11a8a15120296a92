"""F.cross_entropy and F.smooth_l1_loss."""

from __future__ import annotations

import torch
import torch.nn.functional as F


def fast_rcnn_loss(cls_logits, deltas, labels, targets, lam=1.0):
    pos = labels > 0
    index = labels[pos][:, None] * 4 + torch.arange(4, device=labels.device)
    chosen = deltas[pos].gather(1, index)
    box = F.smooth_l1_loss(chosen, targets[pos], reduction="sum", beta=1.0)
    return F.cross_entropy(cls_logits, labels) + lam * box / labels.numel()
