"""en: You returned zeros of the boxes' dtype where there is no box: for integer boxes, an integer result.
ko: 박스가 없을 때 박스와 같은 자료형의 0을 바로 반환하여, 정수 박스이면 결과가 정수형이 됩니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def box_iou(a: Tensor, b: Tensor) -> Tensor:
    if len(a) == 0 or len(b) == 0:
        return a.new_zeros(len(a), len(b))
    a, b = a.double(), b.double()
    area_a = (a[:, 2] - a[:, 0]) * (a[:, 3] - a[:, 1])
    area_b = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    low = torch.maximum(a[:, None, :2], b[None, :, :2])
    high = torch.minimum(a[:, None, 2:], b[None, :, 2:])
    side = (high - low).clamp(min=0)
    inter = side[..., 0] * side[..., 1]
    union = area_a[:, None] + area_b[None, :] - inter
    return inter / union
