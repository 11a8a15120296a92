"""The whole matrix of IoUs at once; sorts in the end."""

from __future__ import annotations

import math

import torch


def propose(scores, deltas, anchors, im_size, pre=6000, post=300, thr=0.7, min_size=1e-3):
    size = anchors[:, 2:] - anchors[:, :2]
    middle = (anchors[:, 2:] + anchors[:, :2]) / 2 + size * deltas[:, :2]
    half = size * deltas[:, 2:].clamp(max=math.log(1000 / 16)).exp() / 2
    edge = torch.tensor([im_size[1], im_size[0]], dtype=anchors.dtype)
    lo, hi = torch.minimum((middle - half).clamp(min=0), edge), torch.minimum((middle + half).clamp(min=0), edge)
    value, order = scores.topk(min(pre, len(scores)))
    lo, hi = lo[order], hi[order]
    keep = ((hi - lo) >= min_size).all(1)
    lo, hi, value = lo[keep], hi[keep], value[keep]
    inter = (torch.minimum(hi[:, None], hi) - torch.maximum(lo[:, None], lo)).clamp(min=0).prod(-1)
    area = (hi - lo).prod(-1)
    overlaps = inter > thr * (area[:, None] + area - inter)
    alive = torch.ones(len(value), dtype=torch.bool)
    for i in range(len(value)):
        if alive[i]:
            alive[i + 1 :] &= ~overlaps[i, i + 1 :]
    return torch.cat([lo, hi], 1)[alive][:post], value[alive][:post]
