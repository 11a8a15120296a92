"""Loops over groups and channels; the variance as E[x²] - E[x]²."""

from __future__ import annotations

import torch
from torch import nn


def standardised(x, axes, eps):
    mean = x.mean(axes, keepdim=True)
    square = (x * x).mean(axes, keepdim=True)
    return (x - mean) / (square - mean * mean + eps) ** 0.5


class LayerNorm(nn.Module):
    def __init__(self, normalized_shape, eps=1e-5):
        super().__init__()
        if isinstance(normalized_shape, int):
            normalized_shape = (normalized_shape,)
        self.weight = nn.Parameter(torch.ones(tuple(normalized_shape)))
        self.bias = nn.Parameter(torch.zeros(tuple(normalized_shape)))
        self.eps = eps

    def forward(self, x):
        axes = list(range(x.dim()))[-self.weight.dim() :]
        return self.weight * standardised(x, axes, self.eps) + self.bias


class InstanceNorm2d(nn.Module):
    def __init__(self, num_features, eps=1e-5, affine=False):
        super().__init__()
        self.eps = eps
        self.register_parameter("weight", nn.Parameter(torch.ones(num_features)) if affine else None)
        self.register_parameter("bias", nn.Parameter(torch.zeros(num_features)) if affine else None)

    def forward(self, x):
        channels = [standardised(x[:, c], (1, 2), self.eps) for c in range(x.shape[1])]
        if self.weight is not None:
            channels = [self.weight[c] * y + self.bias[c] for c, y in enumerate(channels)]
        return torch.stack(channels, 1)


class GroupNorm(nn.Module):
    def __init__(self, num_groups, num_channels, eps=1e-5):
        super().__init__()
        if num_channels % num_groups:
            raise ValueError(num_groups)
        self.size = num_channels // num_groups
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(num_channels, 1, 1))
        self.bias = nn.Parameter(torch.zeros(num_channels, 1, 1))
        self.weight.data, self.bias.data = self.weight.data.flatten(), self.bias.data.flatten()

    def forward(self, x):
        parts = [standardised(x[:, g : g + self.size], (1, 2, 3), self.eps) for g in range(0, x.shape[1], self.size)]
        return torch.cat(parts, 1) * self.weight[None, :, None, None] + self.bias[None, :, None, None]
