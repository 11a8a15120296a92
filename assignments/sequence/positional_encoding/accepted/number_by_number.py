"""A loop over positions and features with math.sin and math.cos; the encoding is computed in every call."""

from __future__ import annotations

import math

import torch
from torch import nn


def sinusoidal_pe(T, d):
    table = []
    for p in range(T):
        row = []
        for j in range(d):
            angle = p / 10000 ** (2 * (j // 2) / d)
            row.append(math.sin(angle) if j % 2 == 0 else math.cos(angle))
        table.append(row)
    return torch.tensor(table)


class PositionalEncoding(nn.Module):
    def __init__(self, d, max_len=512):
        super().__init__()
        self.d, self.max_len = d, max_len

    def forward(self, x):
        return x + sinusoidal_pe(x.shape[1], self.d).to(x)
