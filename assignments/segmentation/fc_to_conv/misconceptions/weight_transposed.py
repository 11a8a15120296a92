"""en: You read nn.Linear's weight as (inputs, outputs); it is (outputs, inputs).
ko: nn.Linear의 가중치를 (입력, 출력)으로 읽었습니다. (출력, 입력)입니다.
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
    weight = linear.weight.detach().clone().reshape(c, h, w, out).permute(3, 0, 1, 2)
    with torch.no_grad():
        conv.weight.copy_(weight)
        if has_bias:
            conv.bias.copy_(linear.bias)
    return conv
