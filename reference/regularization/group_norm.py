"""Layer, instance and group normalisation: arXiv 1607.06450 (Ba et al.), 1607.08022 (Ulyanov et al.), 1803.08494 (Wu and He).

    y = γ (x - m) / √(v + ε) + β,    m = mean of x,  v = mean of (x - m)^2    within one sample, over

    layer      the last axes, as many as normalized_shape has; γ and β for every element
    instance   the positions of one channel;                    γ and β for every channel, if there are any
    group      the positions of C/G neighbouring channels;      γ and β for every channel

x    the activations, [N, C, H, W]; any [..., *normalized_shape] for layer normalisation

Nothing is taken over the batch: training and evaluation are the same.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn


def normalised(x: Tensor, axes: Sequence[int], eps: float) -> Tensor:
    """`x` with mean 0 and (biased) variance 1 over `axes`."""
    m = x.mean(dim=tuple(axes), keepdim=True)
    v = (x - m).square().mean(dim=tuple(axes), keepdim=True)
    return (x - m) / torch.sqrt(v + eps)


class LayerNorm(nn.Module):
    """Over the last axes of [..., *normalized_shape]; an int stands for one axis. Parameters `weight` and `bias` of shape
    normalized_shape."""

    def __init__(self, normalized_shape: int | Sequence[int], eps: float = 1e-5) -> None:
        super().__init__()
        shape = (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
        self.axes, self.eps = range(-len(shape), 0), eps
        self.weight = nn.Parameter(torch.ones(shape))
        self.bias = nn.Parameter(torch.zeros(shape))

    def forward(self, x: Tensor) -> Tensor:
        return self.weight * normalised(x, self.axes, self.eps) + self.bias


class InstanceNorm2d(nn.Module):
    """Over H and W of [N, C, H, W]. With `affine`, parameters `weight` and `bias` [C]; else both are None."""

    def __init__(self, num_features: int, eps: float = 1e-5, affine: bool = False) -> None:
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(num_features)) if affine else None
        self.bias = nn.Parameter(torch.zeros(num_features)) if affine else None

    def forward(self, x: Tensor) -> Tensor:
        y = normalised(x, (2, 3), self.eps)
        if self.weight is None or self.bias is None:
            return y
        return self.weight[:, None, None] * y + self.bias[:, None, None]


class GroupNorm(nn.Module):
    """Over groups of neighbouring channels, and H and W, of [N, C, H, W]. Parameters `weight` and `bias` [C].

    Raises ValueError when num_groups does not divide num_channels.
    """

    def __init__(self, num_groups: int, num_channels: int, eps: float = 1e-5) -> None:
        super().__init__()
        if num_channels % num_groups:
            raise ValueError(f"{num_channels} channels cannot be divided into {num_groups} groups")
        self.num_groups, self.eps = num_groups, eps
        self.weight = nn.Parameter(torch.ones(num_channels))
        self.bias = nn.Parameter(torch.zeros(num_channels))

    def forward(self, x: Tensor) -> Tensor:
        groups = x.unflatten(1, (self.num_groups, -1))  # [N, G, C/G, H, W]
        y = normalised(groups, (2, 3, 4), self.eps).flatten(1, 2)  # [N, C, H, W]
        return self.weight[:, None, None] * y + self.bias[:, None, None]
