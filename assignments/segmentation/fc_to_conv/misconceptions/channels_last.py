"""en: You took the flattened inputs for height, width, channels; torch.flatten goes channel by channel.
ko: 펼친 입력을 높이, 너비, 채널 순서로 보았습니다. torch.flatten은 채널 순서로 펼칩니다.
"""

from __future__ import annotations

import torch
import torch.nn as nn


def fc_to_conv(linear, in_shape):
    c, h, w = in_shape
    out = linear.out_features
    has_bias = linear.bias is not None
    conv = nn.Conv2d(c, out, kernel_size=(h, w), bias=has_bias)
    conv = conv.to(dtype=linear.weight.dtype, device=linear.weight.device)
    weight = linear.weight.detach().clone().reshape(out, h, w, c).permute(0, 3, 1, 2)
    with torch.no_grad():
        conv.weight.copy_(weight)
        if has_bias:
            conv.bias.copy_(linear.bias)
    return conv
