"""Fully connected, locally connected and convolutional layers: what sharing weights saves, and what it promises (LeCun et al.,
1998, section II.A).

A convolution commutes with shifts: f(shift x) = shift f(x), away from the borders. A fully connected layer does not.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

Pair = tuple[int, int]


def fc_params(h: int, w: int, c: int, out: int) -> int:
    """Of a linear layer from all h w c numbers to `out` units, with biases."""
    return h * w * c * out + out


def local_params(h: int, w: int, c: int, out: int, k: int) -> int:
    """Of a layer whose h w pixels each have k x k filters and biases of their own, to `out` channels."""
    return h * w * out * (k * k * c + 1)


def shared_params(c: int, out: int, k: int) -> int:
    """Of a convolution: the same filters at all pixels, with biases."""
    return out * (k * k * c + 1)


def linear_share(model: nn.Module) -> float:
    """The share of a module's parameters that lies in its nn.Linear layers; each parameter counts once. 0 without any."""
    linear = {id(p): p for m in model.modules() if isinstance(m, nn.Linear) for p in m.parameters(recurse=False)}
    total = sum(p.numel() for p in model.parameters())
    return sum(p.numel() for p in linear.values()) / total if total else 0.0


def equivariance_error(f: Callable[[Tensor], Tensor], x: Tensor, shift: Pair, margin: int) -> float:
    """How far f(shifted x) is from shifted f(x), x [N, C, H, W]: the largest absolute difference over the pixels of the output
    that are `margin` or more away from each border. Shifts go down and right, around the borders.
    """
    with torch.no_grad():
        a, b = f(x.roll(shift, dims=(2, 3))), f(x).roll(shift, dims=(2, 3))
    h, w = a.shape[2:]
    inside = (..., slice(margin, h - margin), slice(margin, w - margin))
    return float((a - b)[inside].abs().max())
