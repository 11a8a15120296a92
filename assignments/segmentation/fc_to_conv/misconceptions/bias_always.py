"""en: Your convolution has a bias even where the layer has none.
ko: 원래 층에 편향이 없어도 합성곱에 편향이 있습니다.
"""

from __future__ import annotations

import torch
import torch.nn as nn


def fc_to_conv(linear, in_shape):
    c, h, w = in_shape
    out = linear.out_features
    has_bias = linear.bias is not None
    conv = nn.Conv2d(c, out, kernel_size=(h, w), bias=True)
    conv = conv.to(dtype=linear.weight.dtype, device=linear.weight.device)
    weight = linear.weight.detach().clone().reshape(out, c, h, w)
    with torch.no_grad():
        conv.weight.copy_(weight)
        conv.bias.copy_(linear.bias if has_bias else torch.zeros(out))
    return conv
