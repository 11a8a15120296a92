"""en: Small boxes are dropped before the best `pre` are kept, so that others move up in their place.
ko: 가장 좋은 pre개를 고르기 전에 작은 박스를 버려서 다른 박스가 그 자리로 올라옵니다.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

CLIP = math.log(1000 / 16)


def propose(
    scores: Tensor,
    deltas: Tensor,
    anchors: Tensor,
    im_size: tuple[int, int],
    pre: int = 6000,
    post: int = 300,
    thr: float = 0.7,
    min_size: float = 1e-3,
) -> tuple[Tensor, Tensor]:
    """Boxes [n, 4] and their scores [n], best first, from scores [A] and corrections [A, 4] of anchors [A, 4]; `im_size` is
    (height, width)."""
    boxes = clip(decode(deltas, anchors), im_size)
    large = (boxes[:, 2:] - boxes[:, :2] >= min_size).all(dim=1)
    boxes, scores = boxes[large], scores[large]
    best = scores.argsort(descending=True)[:pre]
    boxes, scores = boxes[best], scores[best]
    kept = nms(boxes, thr)[:post]
    return boxes[kept], scores[kept]


def decode(deltas: Tensor, anchors: Tensor) -> Tensor:
    """See detection/box_regression."""
    centre, size = (anchors[:, :2] + anchors[:, 2:]) / 2, anchors[:, 2:] - anchors[:, :2]
    centre, size = centre + deltas[:, :2] * size, size * deltas[:, 2:].clamp(max=CLIP).exp()
    return torch.cat([centre - size / 2, centre + size / 2], dim=1)


def clip(boxes: Tensor, im_size: tuple[int, int]) -> Tensor:
    height, width = im_size
    return torch.minimum(boxes.clamp(min=0), torch.tensor([width, height, width, height]).to(boxes))


def nms(boxes: Tensor, thr: float) -> list[int]:
    """Which of boxes that come best first stay: see detection/nms."""
    kept: list[int] = []
    area = (boxes[:, 2:] - boxes[:, :2]).prod(dim=1)
    alive = torch.ones(len(boxes), dtype=torch.bool, device=boxes.device)
    for i in range(len(boxes)):
        if not alive[i]:
            continue
        kept.append(i)
        low, high = torch.maximum(boxes[i, :2], boxes[:, :2]), torch.minimum(boxes[i, 2:], boxes[:, 2:])
        inter = (high - low).clamp(min=0).prod(dim=1)
        alive &= inter <= thr * (area[i] + area - inter)
    return kept
