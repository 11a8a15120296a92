"""en: You mask the weights in training mode alone. In evaluation mode, whatever has been written into them is used.
ko: 학습 모드에서만 가중치를 가렸습니다. 평가 모드에서는 가중치에 쓰인 값이 그대로 쓰입니다.
"""

import torch
import torch.nn.functional as F
from torch import nn


class MaskedConv2d(nn.Conv2d):
    def __init__(self, type, ci, co, k):
        super().__init__(ci, co, k, padding=k // 2)
        if type not in ("A", "B"):
            raise ValueError(type)
        mask = torch.zeros(k, k)
        mask[: k // 2] = 1
        mask[k // 2, : k // 2] = 1
        if type == "B":
            mask[k // 2, k // 2] = 1
        self.register_buffer("mask", mask)

    def forward(self, x):
        if self.training:
            self.weight.data.mul_(self.mask)
        return F.conv2d(x, self.weight, self.bias, padding=self.padding)


class PixelCNN(nn.Module):
    def __init__(self, C=32, layers=5):
        super().__init__()
        self.first = MaskedConv2d("A", 1, C, 7)
        self.middle = nn.ModuleList([MaskedConv2d("B", C, C, 3) for _ in range(layers)])
        self.last = nn.Conv2d(C, 1, 1)

    def forward(self, x):
        x = torch.relu(self.first(x))
        for conv in self.middle:
            x = torch.relu(conv(x))
        return self.last(x)

    @torch.no_grad()
    def sample(self, n, H, W, generator=None):
        weight = self.last.weight
        x = torch.zeros(n, 1, H, W, dtype=weight.dtype, device=weight.device)
        for i in range(H):
            for j in range(W):
                p = torch.sigmoid(self(x)[:, 0, i, j])
                x[:, 0, i, j] = torch.bernoulli(p, generator=generator)
        return x
