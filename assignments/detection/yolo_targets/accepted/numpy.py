"""numpy all the way."""

from __future__ import annotations

import numpy as np
import torch


def yolo_encode(boxes, labels, S=7, B=2, C=20):
    grid = np.zeros((S, S, 5 * B + C), dtype=np.float32)
    taken = set()
    for (x1, y1, x2, y2), label in zip(boxes.numpy(), labels.numpy(), strict=False):
        gx, gy = (x1 + x2) / 2 * S, (y1 + y2) / 2 * S
        cell = (min(int(gy), S - 1), min(int(gx), S - 1))
        if cell in taken:
            continue
        taken.add(cell)
        grid[cell][0:5] = gx - cell[1], gy - cell[0], x2 - x1, y2 - y1, 1
        grid[cell][5 * B + label] = 1
    return torch.from_numpy(grid)


def yolo_decode(t, conf_thr, B=2, C=20):
    a = t.detach().numpy()
    found = []
    for (row, col), _ in np.ndenumerate(a[:, :, 0]):
        classes = a[row, col, 5 * B :]
        for x, y, w, h, conf in a[row, col, : 5 * B].reshape(B, 5):
            if conf * classes.max() > conf_thr:
                cx, cy = (col + x) / len(a), (row + y) / len(a)
                found.append((cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2, classes.argmax(), conf * classes.max()))
    table = np.array(found, dtype=np.float64).reshape(-1, 6)
    return torch.tensor(table[:, :4]), torch.tensor(table[:, 4]).int(), torch.tensor(table[:, 5])
