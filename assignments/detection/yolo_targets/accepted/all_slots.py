"""Fills all slots; reads all cells at once."""

from __future__ import annotations

import torch


def yolo_encode(boxes, labels, S=7, B=2, C=20):
    t = torch.zeros((S, S, 5 * B + C), dtype=boxes.dtype)
    wh = boxes[:, 2:] - boxes[:, :2]
    place = S * (boxes[:, :2] + wh / 2)
    cell = place.floor().clamp(max=S - 1).long()
    for k in reversed(range(len(boxes))):
        j, i = cell[k].tolist()
        slot = torch.cat([place[k] - cell[k], wh[k], torch.ones(1)])
        t[i, j] = 0
        t[i, j, : 5 * B] = slot.repeat(B)
        t[i, j, 5 * B + labels[k]] = 1.0
    return t


def yolo_decode(t, conf_thr, B=2, C=20):
    S = t.size(0)
    p, c = t[:, :, -C:].max(-1)
    s = t[:, :, : 5 * B].unflatten(-1, (B, 5))
    score = p.unsqueeze(-1) * s[..., 4]
    i, j, b = torch.nonzero(score > conf_thr, as_tuple=True)
    chosen = s[i, j, b]
    middle = torch.stack([(j + chosen[:, 0]) / S, (i + chosen[:, 1]) / S], 1)
    half = chosen[:, 2:4] / 2
    return torch.cat([middle - half, middle + half], 1), c[i, j], score[i, j, b]
