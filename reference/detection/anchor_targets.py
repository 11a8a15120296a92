"""Which anchors are positive, negative or ignored when a region proposal network is trained, and which of them a minibatch holds
(Ren et al., arXiv 1506.01497, sections 3.1.2 and 3.1.3)."""

from __future__ import annotations

import torch
from torch import Tensor


def assign(
    anchors: Tensor, gt: Tensor, hi: float = 0.7, lo: float = 0.3, force_best: bool = True
) -> tuple[Tensor, Tensor]:
    """Labels int64 [A] of anchors [A, 4] beside boxes [G, 4]: 1 where the best IoU is at least `hi`, 0 where it is less than
    `lo`, -1 between; with `force_best` also 1 for the anchors that are best for some box. And which box each anchor matches
    best, int64 [A]; zeros where there is none."""
    if len(gt) == 0:
        return anchors.new_zeros(len(anchors), dtype=torch.int64), anchors.new_zeros(len(anchors), dtype=torch.int64)
    iou = box_iou(anchors, gt)  # [A, G]
    best, matched = iou.max(dim=1)
    labels = torch.full_like(matched, -1)
    labels[best < lo] = 0
    labels[best >= hi] = 1
    if force_best:
        of_each_box = iou.amax(dim=0)  # [G]
        labels[((iou == of_each_box) & (of_each_box > 0)).any(dim=1)] = 1
    return labels, matched


def sample(labels: Tensor, size: int = 256, positive: float = 0.5, generator: torch.Generator | None = None) -> Tensor:
    """Which anchors train, int64 [at most size]: at random at most `positive` * size positives, and negatives for the rest."""
    at_random = [draw((labels == label).nonzero().flatten(), generator) for label in (1, 0)]
    positives = at_random[0][: int(size * positive)]
    return torch.cat([positives, at_random[1][: size - len(positives)]])


def draw(indices: Tensor, generator: torch.Generator | None) -> Tensor:
    return indices[torch.randperm(len(indices), generator=generator, device=indices.device)]


def box_iou(a: Tensor, b: Tensor) -> Tensor:
    inter = torch.minimum(a[:, None, 2:], b[:, 2:]) - torch.maximum(a[:, None, :2], b[:, :2])
    inter = inter.clamp(min=0).prod(dim=2)
    area_a, area_b = ((boxes[:, 2:] - boxes[:, :2]).prod(dim=1) for boxes in (a, b))
    return inter / (area_a[:, None] + area_b - inter)
