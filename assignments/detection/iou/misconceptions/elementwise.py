"""en: You compared box i of a with box i of b only, instead of every pair.
ko: 모든 쌍이 아니라 a의 i번째 박스와 b의 i번째 박스만 비교했습니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def box_iou(a: Tensor, b: Tensor) -> Tensor:
    a, b = a.double(), b.double()
    n = min(len(a), len(b))
    area_a = (a[:, 2] - a[:, 0]) * (a[:, 3] - a[:, 1])
    area_b = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    low = torch.maximum(a[:n, :2], b[:n, :2])
    high = torch.minimum(a[:n, 2:], b[:n, 2:])
    side = (high - low).clamp(min=0)
    inter = side[..., 0] * side[..., 1]
    union = area_a[:n] + area_b[:n] - inter
    return inter / union
