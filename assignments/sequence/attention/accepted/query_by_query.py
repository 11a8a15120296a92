"""A loop over the queries, whose scores are sums of products."""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    rows, outputs = [], []
    if mask is not None:
        mask = mask.expand(*q.shape[:-1], k.shape[-2])
    for t in range(q.shape[-2]):
        score = (q[..., t, None, :] * k).sum(-1) / math.sqrt(k.shape[-1])
        if mask is not None:
            score[~mask[..., t, :]] = -torch.inf
        row = score.softmax(-1)
        rows.append(row)
        outputs.append((row[..., None] * v).sum(-2))
    return torch.stack(outputs, -2), torch.stack(rows, -2)
