"""Loops over the images and pastes slices; the label's part by counting."""

from __future__ import annotations

import math

import torch


def rand_bbox(H: int, W: int, lam: float, cy: int, cx: int) -> tuple[int, int, int, int]:
    half_h, half_w = int(H * math.sqrt(1 - lam) / 2), int(W * math.sqrt(1 - lam) / 2)
    return max(cy - half_h, 0), max(cx - half_w, 0), min(cy + half_h, H), min(cx + half_w, W)


def cutmix(x, y, box, perm):
    y1, x1, y2, x2 = map(int, box)
    images, labels = [], []
    for i in range(len(x)):
        j = int(perm[i])
        image = x[i].clone()
        image[:, y1:y2, x1:x2] = x[j, :, y1:y2, x1:x2]
        images.append(image)
        pasted = image[0, y1:y2, x1:x2].numel() / image[0].numel()
        labels.append((1 - pasted) * y[i] + pasted * y[j])
    return torch.stack(images), torch.stack(labels)


def cutout(x, size, cy, cx):
    rows = [r for r in range(cy - size // 2, cy - size // 2 + size) if 0 <= r < x.shape[2]]
    columns = [c for c in range(cx - size // 2, cx - size // 2 + size) if 0 <= c < x.shape[3]]
    result = x.clone()
    for r in rows:
        result[:, :, r, columns] = 0
    return result
