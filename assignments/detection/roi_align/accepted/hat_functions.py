"""Each pixel's weight is a hat around it."""

from __future__ import annotations

import torch


def hats(start, length, out, ratio, size):
    count = int(ratio if ratio > 0 else torch.ceil(length / out))
    at = start + length * (torch.arange(out * count, dtype=length.dtype) + 0.5) / (out * count)
    near = (1 - (at.clamp(0, size - 1)[:, None] - torch.arange(size)).abs()).clamp(min=0)
    return near.view(out, count, size).mean(1)


def roi_align(feat, rois, out, scale, sampling_ratio=2, aligned=True):
    result = feat.new_zeros(rois.shape[0], feat.shape[1], out, out)
    for k in range(rois.shape[0]):
        x1, y1, x2, y2 = rois[k, 1:] * scale - (0.5 if aligned else 0)
        w, h = x2 - x1, y2 - y1
        if not aligned:
            w, h = w.clamp(min=1), h.clamp(min=1)
        rows = hats(y1, h, out, sampling_ratio, feat.shape[2])
        columns = hats(x1, w, out, sampling_ratio, feat.shape[3])
        result[k] = rows.to(feat) @ feat[rois[k, 0].int()] @ columns.to(feat).T
    return result
