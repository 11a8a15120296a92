"""One row of the result at a time, stacked."""

from __future__ import annotations

import torch
from torch import Tensor


def box_iou(a: Tensor, b: Tensor) -> Tensor:
    if len(a) == 0:
        return torch.zeros(0, len(b), dtype=torch.float64)
    a, b = a.double(), b.double()
    rows = []
    for box in a:
        inter = (torch.minimum(box[2:], b[:, 2:]) - torch.maximum(box[:2], b[:, :2])).clamp_min(0).prod(dim=1)
        rows.append(inter / ((box[2:] - box[:2]).prod() + (b[:, 2:] - b[:, :2]).prod(dim=1) - inter))
    return torch.stack(rows)
