"""nn.Linear over pixels for both outputs."""

from __future__ import annotations

import torch
from torch import nn


class RPNHead(nn.Module):
    def __init__(self, c_in=512, num_anchors=9, mid=512, cls="2way"):
        super().__init__()
        self.slide = nn.Conv2d(c_in, mid, 3, padding=1)
        self.objectness = nn.Linear(mid, {"2way": 2 * num_anchors, "sigmoid": num_anchors}[cls])
        self.boxes = nn.Linear(mid, 4 * num_anchors)

    def forward(self, x):
        pixels = torch.clamp(self.slide(x), min=0).permute(0, 2, 3, 1)
        return tuple(layer(pixels).permute(0, 3, 1, 2) for layer in (self.objectness, self.boxes))
