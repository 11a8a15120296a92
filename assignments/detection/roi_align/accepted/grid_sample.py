"""F.grid_sample with its border."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F


def roi_align(feat, rois, out, scale, sampling_ratio=2, aligned=True):
    _n, c, h, w = feat.shape
    pooled = torch.zeros(len(rois), c, out, out).to(feat)
    for k, roi in enumerate(rois):
        corners = roi[1:] * scale
        if aligned:
            corners = corners - 0.5
        size = corners[2:] - corners[:2]
        if not aligned:
            size = size.clamp(min=1)
        rx, ry = (sampling_ratio,) * 2 if sampling_ratio > 0 else [math.ceil(s / out) for s in size.tolist()]
        xs = corners[0] + size[0] * (torch.arange(out * rx) + 0.5).to(feat) / (out * rx)
        ys = corners[1] + size[1] * (torch.arange(out * ry) + 0.5).to(feat) / (out * ry)
        xs, ys = 2 * (xs + 0.5) / w - 1, 2 * (ys + 0.5) / h - 1
        grid = torch.stack([xs.expand(len(ys), -1), ys[:, None].expand(-1, len(xs))], dim=-1)
        sampled = F.grid_sample(feat[int(roi[0])][None], grid[None], padding_mode="border", align_corners=False)
        pooled[k] = F.avg_pool2d(sampled, (ry, rx))[0]
    return pooled
