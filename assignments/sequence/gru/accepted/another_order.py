"""Packed, in the order z, n, r; matrices for products from the right."""

from __future__ import annotations

import torch
from torch import nn


class GRUCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.kernel = nn.Parameter(torch.randn(input_size, 3 * hidden_size) * 0.1)
        self.recurrent_kernel = nn.Parameter(torch.randn(hidden_size, 3 * hidden_size) * 0.1)
        self.bias = nn.Parameter(torch.zeros(2, 3 * hidden_size))
        self.units = hidden_size

    def forward(self, x, h):
        u = self.units
        xs = torch.addmm(self.bias[0], x, self.kernel)
        hs = torch.addmm(self.bias[1], h, self.recurrent_kernel)
        z = torch.sigmoid(xs[:, :u] + hs[:, :u])
        r = torch.sigmoid(xs[:, 2 * u :] + hs[:, 2 * u :])
        n = torch.tanh(xs[:, u : 2 * u] + r * hs[:, u : 2 * u])
        return z * h + (1 - z) * n


class GRU(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.cell = GRUCell(input_size, hidden_size)

    def forward(self, x, h0=None):
        h = h0
        if h is None:
            h = torch.zeros(x.size(0), self.hidden_size, dtype=x.dtype, device=x.device)
        outputs = []
        for t in range(x.size(1)):
            h = self.cell(x[:, t], h)
            outputs.append(h)
        return torch.stack(outputs, 1), outputs[-1]
