"""en: You did not clamp the sides of the intersection at 0, so boxes that lie apart get a wrong, even negative, IoU.
ko: 교집합의 변을 0에서 자르지(clamp) 않아, 떨어져 있는 박스의 IoU가 틀리거나 음수가 됩니다.
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
    inter = side[..., 0] * side[..., 1]
    union = area_a[:, None] + area_b[None, :] - inter
    return inter / union
