"""A mask of the box, and torch.where."""

from __future__ import annotations

import numpy as np
import torch


def rand_bbox(H, W, lam, cy, cx):
    ratio = np.sqrt(1.0 - lam)
    cut_h, cut_w = int(H * ratio), int(W * ratio)
    y1, y2 = np.clip([cy - cut_h // 2, cy + cut_h // 2], 0, H)
    x1, x2 = np.clip([cx - cut_w // 2, cx + cut_w // 2], 0, W)
    return y1, x1, y2, x2


def inside(rows, columns, box):
    y1, x1, y2, x2 = [int(edge) for edge in box]
    r, c = torch.arange(rows)[:, None], torch.arange(columns)[None, :]
    return (r >= y1) & (r < y2) & (c >= x1) & (c < x2)


def cutmix(x, y, box, perm):
    mask = inside(x.size(-2), x.size(-1), box)
    part = float(mask.double().mean())
    return torch.where(mask, x[perm], x), y * (1 - part) + y[perm] * part


def cutout(x, size, cy, cx):
    top, left = cy - size // 2, cx - size // 2
    mask = inside(x.size(-2), x.size(-1), (top, left, top + size, left + size))
    return x.masked_fill(mask, 0.0)
