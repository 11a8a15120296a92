"""The convolution's parameters are views of the layer's."""

from __future__ import annotations

import torch.nn as nn


def fc_to_conv(linear, in_shape):
    channels, *kernel = in_shape
    conv = nn.Conv2d(channels, linear.out_features, kernel, bias=False)
    conv.weight = nn.Parameter(linear.weight.data.view(linear.out_features, *in_shape))
    conv.bias = linear.bias
    return conv
