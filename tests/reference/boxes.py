"""Boxes to test with, and the slow and obvious computations: plain Python, one pair after another."""

from __future__ import annotations

import torch
from torch import Tensor


def random_boxes(n: int, seed: int, dtype: torch.dtype = torch.float64) -> Tensor:
    """[n, 4] in a square of about 100 by 100: eight places, each with boxes that overlap a little to almost fully."""
    g = torch.Generator().manual_seed(seed)
    place = torch.rand(8, 4, generator=g, dtype=torch.float64) * torch.tensor([70.0, 70.0, 20.0, 20.0])
    noise = torch.randn(n, 4, generator=g, dtype=torch.float64) * torch.rand(n, 1, generator=g) * 5
    boxes = place[torch.randint(0, 8, (n,), generator=g)] + noise
    corner, size = boxes[:, :2], boxes[:, 2:].abs() + 5
    return torch.cat((corner, corner + size), dim=1).to(dtype)


def naive_iou(a: list[float], b: list[float]) -> float:
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def naive_nms(boxes: Tensor, scores: Tensor, iou_thr: float, classes: Tensor | None = None) -> list[int]:
    """Walk down the scores; a box stays if it overlaps too much with none of those that stay (of its class)."""
    rows = boxes.tolist()
    label = [0] * len(rows) if classes is None else classes.tolist()
    keep: list[int] = []
    for i in sorted(range(len(rows)), key=lambda i: -scores[i].item()):
        if all(label[i] != label[j] or not naive_iou(rows[i], rows[j]) > iou_thr for j in keep):
            keep.append(i)
    return keep
