"""Cells by one number; scatter."""

from __future__ import annotations

import torch
import torch.nn.functional as F


def yolo_encode(boxes, labels, S=7, B=2, C=20):
    boxes = boxes.double()
    centre = (boxes[:, :2] + boxes[:, 2:]) * S / 2
    corner = torch.clamp(torch.floor(centre), 0, S - 1)
    number = (corner[:, 1] * S + corner[:, 0]).long()
    rows = torch.zeros(len(boxes), 5 * B + C, dtype=torch.float64)
    rows[:, :2], rows[:, 2:4], rows[:, 4] = centre - corner, boxes[:, 2:] - boxes[:, :2], 1
    rows[:, 5 * B :] = F.one_hot(labels.long(), C)
    flat = torch.zeros(S * S, 5 * B + C, dtype=torch.float64)
    seen = []
    for k, n in enumerate(number.tolist()):
        if n not in seen:
            flat[n] = rows[k]
            seen.append(n)
    return flat.view(S, S, -1)


def yolo_decode(t, conf_thr, B=2, C=20):
    S, flat = t.shape[0], t.reshape(-1, 5 * B + C)
    slots = flat[:, : 5 * B].reshape(-1, 5)
    probs, labels = flat[:, 5 * B :].max(1)
    score = slots[:, 4] * probs.repeat_interleave(B)
    keep = (score > conf_thr).nonzero().squeeze(1)
    cell = torch.div(keep, B, rounding_mode="floor")
    x = (slots[keep, 0] + cell % S) / S
    y = (slots[keep, 1] + torch.div(cell, S, rounding_mode="floor")) / S
    w, h = slots[keep, 2] / 2, slots[keep, 3] / 2
    return torch.stack([x - w, y - h, x + w, y + h], 1), labels[cell], score[keep]
