"""A loop over cells."""

from __future__ import annotations

import torch


def iou(p, t, S):
    with torch.no_grad():
        p, t = p.tolist(), t.tolist()
        pw, ph = max(p[2], 0), max(p[3], 0)
        w = min(p[0] / S + pw / 2, t[0] / S + t[2] / 2) - max(p[0] / S - pw / 2, t[0] / S - t[2] / 2)
        h = min(p[1] / S + ph / 2, t[1] / S + t[3] / 2) - max(p[1] / S - ph / 2, t[1] / S - t[3] / 2)
        inter = max(w, 0) * max(h, 0)
        return inter / (pw * ph + t[2] * t[3] - inter)


def yolo_loss(pred, target, S=7, B=2, C=20, l_coord=5.0, l_noobj=0.5):
    small = torch.tensor(1e-12, dtype=pred.dtype)
    loss = pred.new_zeros(())
    for n in range(len(pred)):
        for i in range(S):
            for j in range(S):
                p, t = pred[n, i, j], target[n, i, j]
                slots = list(p[: 5 * B].split(5))
                if t[4] > 0.5:
                    values = [iou(slot, t, S) for slot in slots]
                    k = max(range(B), key=lambda b: values[b])
                    mine = slots.pop(k)
                    loss = loss + l_coord * ((mine[0] - t[0]) ** 2 + (mine[1] - t[1]) ** 2)
                    for q in (2, 3):
                        loss = loss + l_coord * (torch.maximum(mine[q], small) ** 0.5 - t[q] ** 0.5) ** 2
                    loss = loss + (mine[4] - values[k]) ** 2 + ((p[5 * B :] - t[5 * B :]) ** 2).sum()
                for slot in slots:
                    loss = loss + l_noobj * slot[4] ** 2
    return loss / len(pred)
