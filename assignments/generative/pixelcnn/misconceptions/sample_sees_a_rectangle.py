"""en: While sampling, a pixel sees only the rectangle above and to its left; the pixels above and to its right are drawn, too.
ko: 표본을 뽑을 때 픽셀이 왼쪽 위의 직사각형만 봅니다. 오른쪽 위의 픽셀도 이미 뽑혀 있습니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn


class MaskedConv2d(nn.Conv2d):
    def __init__(self, type, ci, co, k):
        if type not in ("A", "B"):
            raise ValueError(type)
        super().__init__(ci, co, k, padding=k // 2)
        mask = torch.ones(k, k)
        mask[k // 2, k // 2 + (type == "B") :] = 0
        mask[k // 2 + 1 :] = 0
        self.register_buffer("mask", mask)

    def forward(self, x):
        return F.conv2d(x, self.weight * self.mask, self.bias, padding=self.padding)


class PixelCNN(nn.Module):
    def __init__(self, C=32, layers=5):
        super().__init__()
        mods = [MaskedConv2d("A", 1, C, 7), nn.ReLU()]
        for _ in range(layers):
            mods += [MaskedConv2d("B", C, C, 3), nn.ReLU()]
        self.net = nn.Sequential(*mods, nn.Conv2d(C, 1, 1))

    def forward(self, x):
        return self.net(x)

    @torch.no_grad()
    def sample(self, n, H, W, generator=None):
        x = torch.zeros(n, 1, H, W).to(next(self.parameters()))
        for i in range(H):
            for j in range(W):
                logits = self(x[:, :, : i + 1, : j + 1])
                x[:, :, i, j] = torch.bernoulli(torch.sigmoid(logits[:, :, -1, -1]), generator=generator)
        return x
