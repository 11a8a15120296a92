"""en: You reshape to [pixels, channels] without moving the channels first: that mixes pixels.
ko: 채널을 먼저 옮기지 않고 [픽셀, 채널]로 reshape해서 픽셀이 섞입니다.
"""

from __future__ import annotations

from torch import nn


class Conv1x1(nn.Module):
    def __init__(self, ci, co):
        super().__init__()
        self.linear = nn.Linear(ci, co)

    def forward(self, x):
        n, c, h, w = x.shape
        y = self.linear(x.reshape(n, h * w, c))
        return y.reshape(n, -1, h, w)


def bottleneck_params(ci, mid, co, k):
    return ci * mid + mid * co * k * k


def bottleneck_macs(ci, mid, co, k, h, w):
    return bottleneck_params(ci, mid, co, k) * h * w


def share(ci, mid, co, k):
    return bottleneck_params(ci, mid, co, k) / (ci * co * k * k)
