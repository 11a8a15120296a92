"""The loss by softplus; layers in a ModuleList."""

from __future__ import annotations

import torch.nn as nn
import torch.nn.functional as F


class MaskHead(nn.Module):
    def __init__(self, c=256, K=80):
        super().__init__()
        layers = [nn.Conv2d(c, c, (3, 3), padding="same") for i in range(4)]
        layers.append(nn.ConvTranspose2d(c, c, (2, 2), (2, 2)))
        self.layers = nn.ModuleList(layers)
        self.final = nn.Conv2d(c, K, (1, 1))

    def forward(self, x):
        for layer in self.layers:
            x = layer(x).clamp(min=0)
        return self.final(x)


def mask_loss(logits, labels, targets):
    total, n = 0 * logits.sum(), 0
    for z, k, t in zip(logits, labels.tolist(), targets, strict=False):
        t = t.to(logits.dtype)
        total = total + (F.softplus(z[k]) - t * z[k]).sum()
        n += t.numel()
    return total / max(n, 1)
