"""Registers the outputs first, under torchvision's names."""

from __future__ import annotations

from torch import nn


class RPNHead(nn.Module):
    def __init__(self, c_in=512, num_anchors=9, mid=512, cls="2way"):
        super().__init__()
        self.bbox_pred = nn.Conv2d(mid, num_anchors * 4, kernel_size=1, stride=1)
        self.cls_logits = nn.Conv2d(mid, num_anchors * (2 if cls != "sigmoid" else 1), kernel_size=1, stride=1)
        self.conv = nn.Sequential(nn.Conv2d(c_in, mid, kernel_size=(3, 3), padding="same"), nn.ReLU())

    def forward(self, x):
        t = self.conv(x)
        return [self.cls_logits(t), self.bbox_pred(t)]
