"""Copies one filter after another, in a loop."""

from __future__ import annotations

from torch import nn


def fc_to_conv(linear, in_shape):
    C, H, W = in_shape
    conv = nn.Conv2d(C, linear.out_features, (H, W), stride=1, padding=0, bias=linear.bias is not None)
    conv.to(linear.weight.device, linear.weight.dtype)
    for o in range(linear.out_features):
        for c in range(C):
            for i in range(H):
                start = (c * H + i) * W
                conv.weight.data[o, c, i] = linear.weight.data[o, start : start + W]
        if linear.bias is not None:
            conv.bias.data[o] = linear.bias.data[o]
    return conv
