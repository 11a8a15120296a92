"""A mask for each bin, all regions at once."""

from __future__ import annotations

import torch


def inside(first, last, out, size):
    at = torch.arange(size, device=first.device)
    length = (last - first + 1).clamp(min=1)[:, None]
    i = torch.arange(out, device=first.device)
    start = first[:, None] + i * length // out
    end = first[:, None] + ((i + 1) * length + out - 1) // out
    return (at >= start[..., None]) & (at < end[..., None])


def roi_pool(feat, rois, out=7, scale=1 / 16):
    corners = torch.floor(rois[:, 1:] * scale + 0.5).long()
    x1, y1, x2, y2 = corners.unbind(1)
    rows, columns = inside(y1, y2, out, feat.shape[2]), inside(x1, x2, out, feat.shape[3])
    mask = rows[:, None, :, None, :, None] & columns[:, None, None, :, None, :]
    maps = feat[rois[:, 0].long()][:, :, None, None]
    return maps.masked_fill(~mask, float("-inf")).amax(dim=(-2, -1))
