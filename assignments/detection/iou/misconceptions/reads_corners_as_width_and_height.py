"""en: You read the last two numbers of a box as width and height; they are the corner x2, y2.
ko: 박스의 마지막 두 수를 너비와 높이로 읽었습니다. 이 수는 꼭짓점 x2, y2입니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def box_iou(a: Tensor, b: Tensor) -> Tensor:
    a, b = a.double(), b.double()
    a, b = (torch.cat([box[:, :2], box[:, :2] + box[:, 2:]], dim=1) for box in (a, b))
    area_a = (a[:, 2] - a[:, 0]) * (a[:, 3] - a[:, 1])
    area_b = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    low = torch.maximum(a[:, None, :2], b[None, :, :2])
    high = torch.minimum(a[:, None, 2:], b[None, :, 2:])
    side = (high - low).clamp(min=0)
    inter = side[..., 0] * side[..., 1]
    union = area_a[:, None] + area_b[None, :] - inter
    return inter / union
