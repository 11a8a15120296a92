"""Intersection over union of boxes."""

from __future__ import annotations

from torch import Tensor


def box_iou(a: Tensor, b: Tensor) -> Tensor:
    """IoU of every box of `a` [N, 4] with every box of `b` [M, 4]: [N, M], floating point.

    Boxes are (x1, y1, x2, y2) in continuous coordinates, with positive area; integer boxes may come too.
    """
    raise NotImplementedError("box_iou is yours to write: see the handout.")
