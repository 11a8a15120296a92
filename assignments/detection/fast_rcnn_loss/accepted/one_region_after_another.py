"""A loop."""

from __future__ import annotations

import torch


def huber(x):
    if x.abs() < 1:
        return x * x / 2
    return x.abs() - 0.5


def fast_rcnn_loss(cls_logits, deltas, labels, targets, lam=1.0):
    total = 0.0
    for r in range(len(labels)):
        u = int(labels[r])
        total = total + torch.logsumexp(cls_logits[r], 0) - cls_logits[r, u]
        if u != 0:
            for i in range(4):
                total = total + lam * huber(deltas[r, 4 * u + i] - targets[r, i])
    return total / len(labels)
