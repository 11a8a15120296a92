"""Everything in float32, one axis at a time."""

from __future__ import annotations

import torch
from torch import Tensor


def overlap(a_low: Tensor, a_high: Tensor, b_low: Tensor, b_high: Tensor) -> Tensor:
    """Length that each interval of a shares with each of b."""
    reach = torch.minimum(a_high[:, None], b_high) - torch.maximum(a_low[:, None], b_low)
    return torch.where(reach > 0, reach, torch.zeros_like(reach))


def box_iou(a: Tensor, b: Tensor) -> Tensor:
    a, b = a.to(torch.float32), b.to(torch.float32)
    inter = overlap(a[:, 0], a[:, 2], b[:, 0], b[:, 2]) * overlap(a[:, 1], a[:, 3], b[:, 1], b[:, 3])
    areas = torch.cat([a, b])
    areas = (areas[:, 2] - areas[:, 0]) * (areas[:, 3] - areas[:, 1])
    return inter / (areas[: len(a), None] + areas[None, len(a) :] - inter)
