"""Plain Python."""

from __future__ import annotations

import torch


def iou(p, q):
    w, h = min(p[2], q[2]) - max(p[0], q[0]), min(p[3], q[3]) - max(p[1], q[1])
    if w <= 0 or h <= 0:
        return 0.0
    return w * h / ((p[2] - p[0]) * (p[3] - p[1]) + (q[2] - q[0]) * (q[3] - q[1]) - w * h)


def assign(anchors, gt, hi=0.7, lo=0.3, force_best=True):
    boxes, labels, matched, table = gt.tolist(), [], [], []
    for anchor in anchors.tolist():
        row = [iou(anchor, box) for box in boxes]
        best = max(row, default=0.0)
        table.append(row)
        matched.append(row.index(best) if row else 0)
        labels.append(1 if row and best >= hi else 0 if best < lo or not row else -1)
    if force_best:
        for g in range(len(boxes)):
            column = [row[g] for row in table]
            if max(column) > 0:
                labels[column.index(max(column))] = 1
    return torch.tensor(labels), torch.tensor(matched)


def sample(labels, size=256, positive=0.5, generator=None):
    order = torch.randperm(len(labels), generator=generator).tolist()
    wanted = int(positive * size)
    chosen = [i for i in order if labels[i] == 1][:wanted]
    chosen += [i for i in order if labels[i] == 0][: size - len(chosen)]
    return torch.tensor(chosen, dtype=torch.int64)
