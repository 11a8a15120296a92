"""Turning a fully connected layer into a convolution (Long, Shelhamer, Darrell, arXiv 1411.4038, section 3.1).

y[o] = b[o] + sum over c, i, j of W[o, (c H + i) W + j] x[c, i, j]      one place
the same sum at every place of a larger image                          a convolution with an H x W kernel
"""

from __future__ import annotations

import torch
from torch import nn


def fc_to_conv(linear: nn.Linear, in_shape: tuple[int, int, int]) -> nn.Conv2d:
    """The convolution that does at every place what `linear` does to a flattened map of `in_shape` (C, H, W): C to O channels
    with an H x W kernel, stride 1, no padding. It holds copies of the weights, in their dtype and on their device.

    Raises ValueError where C * H * W is not the number of inputs.
    """
    C, H, W = in_shape
    if linear.in_features != C * H * W:
        raise ValueError(f"{linear.in_features} inputs are no map of shape {C} x {H} x {W}")
    conv = nn.Conv2d(C, linear.out_features, (H, W), bias=linear.bias is not None).to(linear.weight)
    with torch.no_grad():
        conv.weight.copy_(linear.weight.view(-1, C, H, W))
        if linear.bias is not None and conv.bias is not None:
            conv.bias.copy_(linear.bias)
    return conv
