"""en: Your convolution is float32, whatever the layer's dtype.
ko: 원래 층의 dtype과 상관없이 합성곱이 float32입니다.
"""

from __future__ import annotations

import torch
import torch.nn as nn


def fc_to_conv(linear, in_shape):
    c, h, w = in_shape
    out = linear.out_features
    has_bias = linear.bias is not None
    conv = nn.Conv2d(c, out, kernel_size=(h, w), bias=has_bias)
    conv = conv.to(dtype=torch.float32, device=linear.weight.device)
    weight = linear.weight.detach().clone().reshape(out, c, h, w)
    with torch.no_grad():
        conv.weight.copy_(weight)
        if has_bias:
            conv.bias.copy_(linear.bias)
    return conv
