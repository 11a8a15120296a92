"""Clips before the best are taken; plain lists."""

from __future__ import annotations

import math

import torch


def overlap(a, b):
    w, h = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0.0
    return w * h / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h)


def propose(scores, deltas, anchors, im_size, pre=6000, post=300, thr=0.7, min_size=1e-3):
    H, W = im_size
    rows = []
    for s, (dx, dy, dw, dh), (x1, y1, x2, y2) in zip(scores.tolist(), deltas.tolist(), anchors.tolist(), strict=False):
        w, h = x2 - x1, y2 - y1
        cx, cy = x1 + w / 2 + dx * w, y1 + h / 2 + dy * h
        w, h = w * math.exp(min(dw, math.log(62.5))), h * math.exp(min(dh, math.log(62.5)))
        box = [
            min(max(cx - w / 2, 0), W),
            min(max(cy - h / 2, 0), H),
            min(max(cx + w / 2, 0), W),
            min(max(cy + h / 2, 0), H),
        ]
        rows.append((s, box))
    rows = sorted(rows, key=lambda row: row[0], reverse=True)[:pre]
    kept = []
    for s, box in rows:
        if (
            box[2] - box[0] >= min_size
            and box[3] - box[1] >= min_size
            and all(overlap(box, other) <= thr for _, other in kept)
        ):
            kept.append((s, box))
    kept = kept[:post]
    return torch.tensor([box for _, box in kept]).reshape(-1, 4), torch.tensor([s for s, _ in kept])
