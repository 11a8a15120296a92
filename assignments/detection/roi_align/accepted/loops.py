"""One sample after another."""

from __future__ import annotations

import math

import torch


def sample(image, y, x):
    H, W = image.shape[1:]
    y, x = min(max(y, 0), H - 1), min(max(x, 0), W - 1)
    top, left = min(int(y), H - 2), min(int(x), W - 2)
    v, u = y - top, x - left
    four = image[:, top : top + 2, left : left + 2]
    return (
        four[:, 0, 0] * (1 - v) * (1 - u)
        + four[:, 0, 1] * (1 - v) * u
        + four[:, 1, 0] * v * (1 - u)
        + four[:, 1, 1] * v * u
    )


def roi_align(feat, rois, out, scale, sampling_ratio=2, aligned=True):
    cells = []
    for roi in rois.tolist():
        image = feat[int(roi[0])]
        x1, y1, x2, y2 = [v * scale - 0.5 * aligned for v in roi[1:]]
        w, h = x2 - x1, y2 - y1
        if not aligned:
            w, h = max(w, 1), max(h, 1)
        ny = sampling_ratio if sampling_ratio > 0 else math.ceil(h / out)
        nx = sampling_ratio if sampling_ratio > 0 else math.ceil(w / out)
        for i in range(out):
            for j in range(out):
                total = 0
                for a in range(ny):
                    for b in range(nx):
                        total = total + sample(
                            image, y1 + h / out * (i + (a + 0.5) / ny), x1 + w / out * (j + (b + 0.5) / nx)
                        )
                cells.append(total / (ny * nx))
    if len(cells) == 0:
        return torch.zeros((0, feat.shape[1], out, out), dtype=feat.dtype)
    return torch.stack(cells).view(len(rois), out, out, -1).permute(0, 3, 1, 2)
