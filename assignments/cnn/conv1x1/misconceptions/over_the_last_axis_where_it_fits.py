"""en: You apply the linear layer to the last axis, the width, where that fits.
ko: 맞기만 하면 마지막 축인 너비에 선형 층을 적용합니다.
"""

from __future__ import annotations

from torch import nn


class Conv1x1(nn.Module):
    def __init__(self, ci, co):
        super().__init__()
        self.linear = nn.Linear(ci, co)

    def forward(self, x):
        if x.shape[1] == x.shape[3] == self.linear.out_features:
            return self.linear(x)
        x = x.permute(0, 2, 3, 1)
        y = self.linear(x)
        return y.permute(0, 3, 1, 2)


def bottleneck_params(ci, mid, co, k):
    return ci * mid + mid * co * k * k


def bottleneck_macs(ci, mid, co, k, h, w):
    return bottleneck_params(ci, mid, co, k) * h * w


def share(ci, mid, co, k):
    return bottleneck_params(ci, mid, co, k) / (ci * co * k * k)
