"""Plain loops, with h / w = r from the area."""

from __future__ import annotations

import math

import torch


def make_anchors(scales=(128, 256, 512), ratios=(0.5, 1, 2)):
    rows = torch.zeros(len(ratios) * len(scales), 4)
    for k in range(len(rows)):
        r, s = ratios[k // len(scales)], scales[k % len(scales)]
        w = math.sqrt(s * s / r)
        h = r * w
        rows[k] = torch.tensor([-w, -h, w, h]) / 2
    return rows


def grid_anchors(h, w, stride, scales=(128, 256, 512), ratios=(0.5, 1, 2)):
    boxes = []
    for i in range(h):
        for j in range(w):
            for x1, y1, x2, y2 in make_anchors(scales, ratios).tolist():
                boxes.append([x1 + j * stride, y1 + i * stride, x2 + j * stride, y2 + i * stride])
    return torch.tensor(boxes, dtype=torch.float32)
