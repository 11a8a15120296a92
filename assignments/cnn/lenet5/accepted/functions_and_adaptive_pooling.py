"""Functions of torch, adaptive pooling, other names and order."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn


class LeNet5(nn.Module):
    def __init__(self, num_classes=10, act="tanh", pool="avg"):
        super().__init__()
        self.head = nn.ModuleList([nn.Linear(84, num_classes), nn.Linear(120, 84), nn.Linear(400, 120)])
        self.maps = nn.ModuleDict({"second": nn.Conv2d(6, 16, 5), "first": nn.Conv2d(1, 6, 5, padding="same")})
        self.act_name, self.pool_name = act, pool

    def act(self, x):
        return x.tanh() if self.act_name == "tanh" else x.relu_()

    def shrink(self, x):
        pool = F.adaptive_max_pool2d if self.pool_name == "max" else F.adaptive_avg_pool2d
        return pool(x, x.shape[-1] // 2)

    def forward(self, x):
        for name in ("first", "second"):
            x = self.shrink(self.act(self.maps[name](x)))
        x = x.reshape(-1, 400)
        *hidden, last = reversed(self.head)
        for layer in hidden:
            x = self.act(torch.addmm(layer.bias, x, layer.weight.t()))
        return last(x)
