"""en: You count multiplications and additions apart.
ko: 곱셈과 덧셈을 따로 셉니다.
"""

from __future__ import annotations

from torch import nn


class Conv1x1(nn.Module):
    def __init__(self, ci, co):
        super().__init__()
        self.linear = nn.Linear(ci, co)

    def forward(self, x):
        x = x.permute(0, 2, 3, 1)
        y = self.linear(x)
        return y.permute(0, 3, 1, 2)


def bottleneck_params(ci, mid, co, k):
    return ci * mid + mid * co * k * k


def bottleneck_macs(ci, mid, co, k, h, w):
    return bottleneck_params(ci, mid, co, k) * h * w * 2


def share(ci, mid, co, k):
    return bottleneck_params(ci, mid, co, k) / (ci * co * k * k)
