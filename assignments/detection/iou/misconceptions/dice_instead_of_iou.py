"""en: You computed the Dice coefficient, twice the intersection over the sum of the areas, which is not the IoU.
ko: 교집합의 두 배를 넓이의 합으로 나눈 Dice 계수를 계산했습니다. 이것은 IoU가 아닙니다.
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
    side = (high - low).clamp(min=0)
    inter = side[..., 0] * side[..., 1]
    union = area_a[:, None] + area_b[None, :] - inter
    return 2 * inter / (union + inter)
