"""Stops the suppression when there are enough."""

from __future__ import annotations

import math

import torch


def propose(scores, deltas, anchors, im_size, pre=6000, post=300, thr=0.7, min_size=1e-3):
    with torch.no_grad():
        index = torch.sort(scores, descending=True).indices[:pre]
        s, d, a = scores[index], deltas[index], anchors[index]
        wh = a[:, 2:] - a[:, :2]
        c = a[:, :2] + 0.5 * wh + d[:, :2] * wh
        wh = wh * d[:, 2:].clamp(max=math.log(1000.0 / 16)).exp()
        b = torch.cat([c - wh / 2, c + wh / 2], dim=1)
        b[:, [0, 2]] = b[:, [0, 2]].clamp(0, im_size[1])
        b[:, [1, 3]] = b[:, [1, 3]].clamp(0, im_size[0])
        good = torch.nonzero(
            ((b[:, 2:] - b[:, :2]).min(dim=1).values >= min_size) if len(b) else torch.zeros(0)
        ).flatten()
        kept = []
        for k in good.tolist():
            if len(kept) == post:
                break
            if kept:
                others = b[kept]
                inter = (torch.min(b[k, 2:], others[:, 2:]) - torch.max(b[k, :2], others[:, :2])).clamp(min=0).prod(1)
                union = (b[k, 2:] - b[k, :2]).prod() + (others[:, 2:] - others[:, :2]).prod(1) - inter
                if (inter / union).max() > thr:
                    continue
            kept.append(k)
        return b[kept].reshape(-1, 4), s[kept]
