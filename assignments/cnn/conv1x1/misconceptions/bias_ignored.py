"""en: You have a bias and do not add it.
ko: 편향이 있지만 더하지 않습니다.
"""

from __future__ import annotations

from torch import nn


class Conv1x1(nn.Module):
    def __init__(self, ci, co):
        super().__init__()
        self.linear = nn.Linear(ci, co)

    def forward(self, x):
        x = x.permute(0, 2, 3, 1)
        y = x @ self.linear.weight.T + 0 * self.linear.bias
        return y.permute(0, 3, 1, 2)


def bottleneck_params(ci, mid, co, k):
    return ci * mid + mid * co * k * k


def bottleneck_macs(ci, mid, co, k, h, w):
    return bottleneck_params(ci, mid, co, k) * h * w


def share(ci, mid, co, k):
    return bottleneck_params(ci, mid, co, k) / (ci * co * k * k)
