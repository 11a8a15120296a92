"""The mask branch of Mask R-CNN (He et al., arXiv 1703.06870, section 3): four convolutions, twice the size, a mask for each
class; and its loss, in which the classes do not compete."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class MaskHead(nn.Sequential):
    """Features of regions [R, c, h, w] to logits [R, K, 2 h, 2 w]."""

    def __init__(self, c: int = 256, K: int = 80) -> None:
        convs = [layer for _ in range(4) for layer in (nn.Conv2d(c, c, 3, padding=1), nn.ReLU())]
        super().__init__(*convs, nn.ConvTranspose2d(c, c, 2, stride=2), nn.ReLU(), nn.Conv2d(c, K, 1))


def mask_loss(logits: Tensor, labels: Tensor, targets: Tensor) -> Tensor:
    """Binary cross-entropy, averaged over regions and pixels, of the mask of the true class alone: logits [R, K, H, W], labels
    int64 [R] from 0 on, targets [R, H, W]. 0 where there is no region."""
    if len(labels) == 0:
        return logits.sum() * 0
    of_its_class = logits[torch.arange(len(labels), device=labels.device), labels]
    return F.binary_cross_entropy_with_logits(of_its_class, targets.to(logits))
