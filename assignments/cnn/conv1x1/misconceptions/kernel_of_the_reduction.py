"""en: You count k·k for the 1x1, too.
ko: 1x1에도 k·k를 곱합니다.
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
    return (ci * mid + mid * co) * k * k


def bottleneck_macs(ci, mid, co, k, h, w):
    return bottleneck_params(ci, mid, co, k) * h * w


def share(ci, mid, co, k):
    return bottleneck_params(ci, mid, co, k) / (ci * co * k * k)
