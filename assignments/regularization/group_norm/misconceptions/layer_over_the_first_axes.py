"""en: Your LayerNorm counts the axes from the front; normalized_shape names the last ones.
ko: LayerNorm이 축을 앞에서부터 셉니다. normalized_shape는 마지막 축들입니다.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def normalise(x: Tensor, axes: tuple[int, ...], eps: float) -> Tensor:
    mean = x.mean(axes, keepdim=True)
    var = x.var(axes, unbiased=False, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps)


class LayerNorm(nn.Module):
    def __init__(self, normalized_shape, eps: float = 1e-5) -> None:
        super().__init__()
        shape = (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
        self.axes = tuple(range(-len(shape), 0))
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(shape))
        self.bias = nn.Parameter(torch.zeros(shape))

    def forward(self, x: Tensor) -> Tensor:
        first = x.dim() > len(self.axes) + 1
        axes = tuple(range(1, 1 + len(self.axes))) if first else self.axes
        return normalise(x, axes, self.eps) * self.weight + self.bias


class InstanceNorm2d(nn.Module):
    def __init__(self, num_features: int, eps: float = 1e-5, affine: bool = False) -> None:
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(num_features)) if affine else None
        self.bias = nn.Parameter(torch.zeros(num_features)) if affine else None

    def forward(self, x: Tensor) -> Tensor:
        y = normalise(x, (2, 3), self.eps)
        return y if self.weight is None else y * self.weight[:, None, None] + self.bias[:, None, None]


class GroupNorm(nn.Module):
    def __init__(self, num_groups: int, num_channels: int, eps: float = 1e-5) -> None:
        super().__init__()
        if num_channels % num_groups:
            raise ValueError("groups must divide channels")
        self.num_groups, self.eps = num_groups, eps
        self.weight = nn.Parameter(torch.ones(num_channels))
        self.bias = nn.Parameter(torch.zeros(num_channels))

    def forward(self, x: Tensor) -> Tensor:
        n, c, h, w = x.shape
        y = normalise(x.reshape(n, self.num_groups, c // self.num_groups, h, w), (2, 3, 4), self.eps).reshape(x.shape)
        return y * self.weight[:, None, None] + self.bias[:, None, None]
