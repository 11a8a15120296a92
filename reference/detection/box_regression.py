"""Bounding-box regression (Girshick et al., arXiv 1311.2524, appendix C).

    tx = (gx - px) / pw,   ty = (gy - py) / ph,   tw = ln(gw / pw),   th = ln(gh / ph)

x and y are centres, in continuous coordinates: the width is x2 - x1. R-CNN learns t from features by ridge regression.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

CLIP = math.log(1000 / 16)  # the largest ln of a scale that a decoder follows, as Detectron has it


def encode_boxes(gt: Tensor, proposals: Tensor) -> Tensor:
    """The targets (tx, ty, tw, th) [N, 4] that turn proposals [N, 4] into the boxes `gt` [N, 4]; boxes are x1, y1, x2, y2."""
    (g, g_size), (p, p_size) = centres_and_sizes(gt), centres_and_sizes(proposals)
    return torch.cat([(g - p) / p_size, (g_size / p_size).log()], dim=1)


def decode_boxes(deltas: Tensor, proposals: Tensor, clip: float = CLIP) -> Tensor:
    """The boxes [N, 4] that targets [N, 4] make of proposals; tw and th count as at most `clip`."""
    p, p_size = centres_and_sizes(proposals)
    centre, size = p + deltas[:, :2] * p_size, p_size * deltas[:, 2:].clamp(max=clip).exp()
    return torch.cat([centre - size / 2, centre + size / 2], dim=1)


def bbox_ridge(phi: Tensor, t: Tensor, lam: float = 1000.0) -> Tensor:
    """The weights W [D, 4] that minimise sum |t - phi W|^2 + lam |W|^2 for features phi [N, D] and targets t [N, 4]."""
    return torch.linalg.solve(phi.T @ phi + lam * torch.eye(phi.shape[1]).to(phi), phi.T @ t)


def centres_and_sizes(boxes: Tensor) -> tuple[Tensor, Tensor]:
    return (boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 2:] - boxes[:, :2]
