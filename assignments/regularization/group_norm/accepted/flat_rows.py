"""Reshapes to rows and normalises each."""

import torch
import torch.nn as nn


def rows_normalised(rows, eps):
    centred = rows - rows.mean(1, keepdim=True)
    return centred * torch.rsqrt((centred**2).mean(1, keepdim=True) + eps)


class LayerNorm(nn.Module):
    def __init__(self, normalized_shape, eps=1e-5):
        super().__init__()
        self.shape = [normalized_shape] if isinstance(normalized_shape, int) else list(normalized_shape)
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(*self.shape))
        self.bias = nn.Parameter(torch.zeros(*self.shape))

    def forward(self, x):
        size = self.weight.numel()
        return rows_normalised(x.reshape(-1, size), self.eps).reshape(x.shape) * self.weight + self.bias


class GroupNorm(nn.Module):
    def __init__(self, num_groups, num_channels, eps=1e-5):
        super().__init__()
        if num_channels % num_groups != 0:
            raise ValueError("num_channels must be divisible by num_groups")
        self.num_groups = num_groups
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(num_channels))
        self.bias = nn.Parameter(torch.zeros(num_channels))

    def forward(self, x):
        y = rows_normalised(x.reshape(x.size(0) * self.num_groups, -1), self.eps).reshape(x.shape)
        return y * self.weight.view(1, -1, 1, 1) + self.bias.view(1, -1, 1, 1)


class InstanceNorm2d(nn.Module):
    def __init__(self, num_features, eps=1e-5, affine=False):
        super().__init__()
        self.eps = eps
        self.affine = affine
        if affine:
            self.weight = nn.Parameter(torch.ones(num_features))
            self.bias = nn.Parameter(torch.zeros(num_features))

    def forward(self, x):
        y = rows_normalised(x.reshape(x.size(0) * x.size(1), -1), self.eps).reshape(x.shape)
        if self.affine:
            y = y * self.weight.view(1, -1, 1, 1) + self.bias.view(1, -1, 1, 1)
        return y
