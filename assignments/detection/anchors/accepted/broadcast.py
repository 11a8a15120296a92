"""Broadcasting; float64."""

from __future__ import annotations

import torch


def make_anchors(scales=(128, 256, 512), ratios=(0.5, 1, 2)):
    scales = torch.as_tensor(scales, dtype=torch.float64)
    root = torch.as_tensor(ratios, dtype=torch.float64).sqrt()
    ws = ((1 / root)[:, None] * scales[None]).flatten()
    hs = (root[:, None] * scales[None]).flatten()
    return torch.stack([-ws, -hs, ws, hs], 1) / 2


def grid_anchors(h, w, stride, scales=(128, 256, 512), ratios=(0.5, 1, 2)):
    cell = make_anchors(scales, ratios)
    x = (torch.arange(w) * stride).repeat(h)
    y = (torch.arange(h) * stride).repeat_interleave(w)
    shift = torch.stack((x, y, x, y), dim=1)
    return (shift.view(-1, 1, 4) + cell.view(1, -1, 4)).reshape(-1, 4)
