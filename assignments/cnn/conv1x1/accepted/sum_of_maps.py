"""Weighted maps, summed up."""

from __future__ import annotations

from torch import nn


class Conv1x1(nn.Module):
    def __init__(self, ci, co):
        super().__init__()
        self.linear = nn.Linear(ci, co)

    def forward(self, x):
        maps = self.linear.weight[:, :, None, None] * x[:, None]
        return maps.sum(2).add(self.linear.bias.reshape(-1, 1, 1))


def bottleneck_params(ci, mid, co, k):
    return ci * mid + mid * co * k * k


def bottleneck_macs(ci, mid, co, k, h, w):
    return bottleneck_params(ci, mid, co, k) * h * w


def share(ci, mid, co, k):
    return bottleneck_params(ci, mid, co, k) / (ci * co * k * k)
