"""One 1x1 convolution to all channels."""

from __future__ import annotations

import torch.nn as nn


class RPNHead(nn.Module):
    def __init__(self, c_in=512, num_anchors=9, mid=512, cls="2way"):
        super().__init__()
        self.sizes = [num_anchors * (1 + (cls == "2way")), num_anchors * 4]
        self.body = nn.Sequential(
            nn.Conv2d(c_in, mid, 3, 1, 1), nn.ReLU(inplace=True), nn.Conv2d(mid, sum(self.sizes), 1)
        )

    def forward(self, x):
        scores, corrections = self.body(x).split(self.sizes, dim=1)
        return scores, corrections
