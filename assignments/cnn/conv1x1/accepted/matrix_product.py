"""A matrix product with flattened pixels."""

from __future__ import annotations

import torch
from torch import nn


class Conv1x1(nn.Module):
    def __init__(self, ci, co):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(co, ci).uniform_(-0.1, 0.1))
        self.bias = nn.Parameter(torch.empty(co).uniform_(-0.1, 0.1))

    def forward(self, x):
        y = self.weight @ x.flatten(2) + self.bias[:, None]
        return y.unflatten(2, x.shape[2:])


def bottleneck_params(ci, mid, co, k):
    return ci * mid + mid * co * k * k


def bottleneck_macs(ci, mid, co, k, h, w):
    return bottleneck_params(ci, mid, co, k) * h * w


def share(ci, mid, co, k):
    return bottleneck_params(ci, mid, co, k) / (ci * co * k * k)
