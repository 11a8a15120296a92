"""The multi-task loss of Fast R-CNN (Girshick, arXiv 1504.08083, section 2.3).

L = 1/R sum over r of  [ -log p_r(u_r)  +  lam [u_r >= 1] sum over the four i of smooth_l1(t_r,i(u_r) - v_r,i) ]
smooth_l1(x) = x^2 / 2 where |x| < 1, |x| - 1/2 elsewhere
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def fast_rcnn_loss(cls_logits: Tensor, deltas: Tensor, labels: Tensor, targets: Tensor, lam: float = 1.0) -> Tensor:
    """The loss of R regions, a 0-d tensor.

    `cls_logits` [R, K + 1], class 0 the background; `deltas` [R, 4 (K + 1)], four numbers for each class in turn; `labels`
    int64 [R]; `targets` [R, 4], of the background any numbers.
    """
    R, classes = cls_logits.shape
    objects = labels > 0  # chosen before computing: 0 times the gradient of an unknown target would be NaN
    of_its_class = deltas.view(R, classes, 4)[objects, labels[objects]]
    box = F.smooth_l1_loss(of_its_class, targets[objects], reduction="sum")
    return (F.cross_entropy(cls_logits, labels, reduction="sum") + lam * box) / R
