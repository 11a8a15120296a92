"""en: Your windows do not overlap: the stride is the kernel's size; it should be 1.
ko: 창이 겹치지 않습니다. stride가 커널 크기인데 1이어야 합니다.
"""

from __future__ import annotations

import torch
import torch.nn as nn


def fc_to_conv(linear, in_shape):
    c, h, w = in_shape
    out = linear.out_features
    has_bias = linear.bias is not None
    conv = nn.Conv2d(c, out, kernel_size=(h, w), stride=(h, w), bias=has_bias)
    conv = conv.to(dtype=linear.weight.dtype, device=linear.weight.device)
    weight = linear.weight.detach().clone().reshape(out, c, h, w)
    with torch.no_grad():
        conv.weight.copy_(weight)
        if has_bias:
            conv.bias.copy_(linear.bias)
    return conv
