"""en: You computed with the dtype of the boxes and divided without a fraction, so integer boxes give only 0 or 1.
ko: 박스의 자료형 그대로 계산하고 정수 나눗셈을 하여, 정수 박스에서는 0 또는 1만 나옵니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def box_iou(a: Tensor, b: Tensor) -> Tensor:
    area_a = (a[:, 2] - a[:, 0]) * (a[:, 3] - a[:, 1])
    area_b = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    low = torch.maximum(a[:, None, :2], b[None, :, :2])
    high = torch.minimum(a[:, None, 2:], b[None, :, 2:])
    side = (high - low).clamp(min=0)
    inter = side[..., 0] * side[..., 1]
    union = area_a[:, None] + area_b[None, :] - inter
    return inter / union if inter.is_floating_point() else inter // union
