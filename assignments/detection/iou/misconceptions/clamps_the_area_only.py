"""en: You clamped the area of the intersection instead of its sides; two negative sides make a positive area.
ko: 교집합의 변이 아니라 넓이만 0에서 잘랐습니다. x축과 y축 모두 떨어져 있으면 음수인 두 변의 곱이 양수가 됩니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def box_iou(a: Tensor, b: Tensor) -> Tensor:
    a, b = a.double(), b.double()
    area_a = (a[:, 2] - a[:, 0]) * (a[:, 3] - a[:, 1])
    area_b = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    low = torch.maximum(a[:, None, :2], b[None, :, :2])
    high = torch.minimum(a[:, None, 2:], b[None, :, 2:])
    side = high - low
    inter = (side[..., 0] * side[..., 1]).clamp(min=0)
    union = area_a[:, None] + area_b[None, :] - inter
    return inter / union
