"""en: You added 1 to widths and heights, the pixel-counting convention, though coordinates are continuous here.
ko: 좌표가 연속값인데도 픽셀 수를 세는 방식으로 너비와 높이에 1을 더했습니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def box_iou(a: Tensor, b: Tensor) -> Tensor:
    a, b = a.double(), b.double()
    area_a = (a[:, 2] - a[:, 0] + 1) * (a[:, 3] - a[:, 1] + 1)
    area_b = (b[:, 2] - b[:, 0] + 1) * (b[:, 3] - b[:, 1] + 1)
    low = torch.maximum(a[:, None, :2], b[None, :, :2])
    high = torch.minimum(a[:, None, 2:], b[None, :, 2:])
    side = (high - low + 1).clamp(min=0)
    inter = side[..., 0] * side[..., 1]
    union = area_a[:, None] + area_b[None, :] - inter
    return inter / union
