"""en: The new weights cannot be trained: they do not require gradients.
ko: 새 가중치를 학습할 수 없습니다. requires_grad가 꺼져 있습니다.
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
    weight = linear.weight.detach().clone().reshape(out, c, h, w)
    with torch.no_grad():
        conv.weight.copy_(weight)
        if has_bias:
            conv.bias.copy_(linear.bias)
    return conv.requires_grad_(False)
