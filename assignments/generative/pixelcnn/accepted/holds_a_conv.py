"""A module that holds an nn.Conv2d and masks its weight by torch.where; triangular mask; last layer as a linear map."""

import torch
import torch.nn.functional as F
from torch import nn


class MaskedConv2d(nn.Module):
    def __init__(self, type, ci, co, k):
        super().__init__()
        match type:
            case "A":
                diagonal = -1
            case "B":
                diagonal = 0
            case _:
                raise ValueError(f"unknown type {type}")
        self.conv = nn.Conv2d(ci, co, k, padding="same")
        n = k * k
        self.seen = torch.tril(torch.ones(n, n), diagonal)[n // 2].reshape(1, 1, k, k) > 0

    def forward(self, x):
        w = self.conv.weight
        w = torch.where(self.seen.to(w.device), w, torch.zeros_like(w))
        return F.conv2d(x, w, self.conv.bias, padding="same")


class PixelCNN(nn.Module):
    def __init__(self, C=32, layers=5):
        super().__init__()
        blocks = [MaskedConv2d("A", 1, C, 7), nn.ReLU()]
        for _ in range(layers):
            blocks += [MaskedConv2d("B", C, C, 3), nn.ReLU()]
        self.features = nn.Sequential(*blocks)
        self.head = nn.Linear(C, 1)

    def forward(self, x):
        return self.head(self.features(x).permute(0, 2, 3, 1)).permute(0, 3, 1, 2)

    @torch.no_grad()
    def sample(self, n, H, W, generator=None):
        p = next(self.parameters())
        rows = []
        for i in range(H):
            row = torch.zeros(n, 1, 0, dtype=p.dtype, device=p.device)
            for j in range(W):
                so_far = [*rows, F.pad(row, (0, W - j))]
                image = torch.stack(so_far, dim=2)
                prob = self(image)[:, :, i, j].sigmoid()
                row = torch.cat([row, torch.bernoulli(prob, generator=generator).unsqueeze(2)], dim=2)
            rows.append(row)
        return torch.stack(rows, dim=2)
