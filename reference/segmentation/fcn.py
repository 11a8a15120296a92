"""Fully convolutional networks with skips (Long, Shelhamer, Darrell, arXiv 1411.4038, section 4.2), on a plain backbone.

    32s:   up32(score5)
    16s:   up16(up2(score5) + score4)
    8s:    up8(up2(up2(score5) + score4) + score3)

The names are those of five stages: pool5 is 32 times smaller than the image.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import torch.nn.functional as F
from torch import Tensor, nn

SKIPS = {"32s": 0, "16s": 1, "8s": 2}


def up(scores: Tensor, factor: int) -> Tensor:
    return F.interpolate(scores, scale_factor=factor, mode="bilinear", align_corners=False)


class FCN(nn.Module):
    """[N, 3, H, W] to scores [N, num_classes, H, W], with H and W multiples of 2 to the number of stages.

    Each stage is a 3x3 convolution to one of `backbone_channels`, ReLU and 2x2 max pooling. A 1x1 convolution gives the
    scores of the last pooling, and of as many before it as there are skips.
    """

    def __init__(self, backbone_channels: Sequence[int], num_classes: int, variant: str = "32s") -> None:
        super().__init__()
        widths = [3, *backbone_channels]
        self.convs = nn.ModuleList(nn.Conv2d(a, b, 3, padding=1) for a, b in itertools.pairwise(widths))
        scored = widths[::-1][: SKIPS[variant] + 1]  # the coarsest first
        self.scores = nn.ModuleList(nn.Conv2d(width, num_classes, 1) for width in scored)

    def forward(self, x: Tensor) -> Tensor:
        pools = []
        for conv in self.convs:
            x = F.max_pool2d(F.relu(conv(x)), 2)
            pools.append(x)
        coarsest, *finer = [score(pool) for score, pool in zip(self.scores, reversed(pools), strict=False)]
        y = coarsest
        for scores in finer:
            y = up(y, 2) + scores
        return up(y, 2 ** (len(pools) - len(finer)))
