"""en: Your kernel is 1x1, and every weight of the map became a channel.
ko: 커널이 1x1이고, 맵의 모든 가중치를 채널로 만들었습니다.
"""

from __future__ import annotations

import torch
import torch.nn as nn


def fc_to_conv(linear, in_shape):
    c, h, w = in_shape
    out = linear.out_features
    has_bias = linear.bias is not None
    conv = nn.Conv2d(c * h * w, out, kernel_size=1, bias=has_bias)
    conv = conv.to(dtype=linear.weight.dtype, device=linear.weight.device)
    weight = linear.weight.detach().clone().reshape(out, c * h * w, 1, 1)
    with torch.no_grad():
        conv.weight.copy_(weight)
        if has_bias:
            conv.bias.copy_(linear.bias)
    return conv
