"""One nn.Sequential; gather in the loss."""

from __future__ import annotations

import torch
from torch import nn


class MaskHead(nn.Module):
    def __init__(self, c=256, K=80):
        super().__init__()
        self.logits = nn.Conv2d(c, K, kernel_size=1)
        self.up = nn.ConvTranspose2d(c, c, kernel_size=2, stride=2)
        self.body = nn.Sequential(*[nn.Sequential(nn.Conv2d(c, c, 3, 1, 1), nn.ReLU(inplace=True)) for _ in range(4)])

    def forward(self, x):
        return self.logits(torch.relu(self.up(self.body(x))))


def mask_loss(logits, labels, targets):
    if labels.numel() == 0:
        return (logits * 0.0).sum()
    index = labels.view(-1, 1, 1, 1).expand(-1, 1, *logits.shape[2:])
    z = logits.gather(1, index).squeeze(1)
    return nn.BCEWithLogitsLoss()(z, targets.to(z))
