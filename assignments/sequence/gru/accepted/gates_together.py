"""r and z from one layer over x and h, with one bias each."""

from __future__ import annotations

import torch
import torch.nn as nn


class GRUCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.gates = nn.Linear(input_size + hidden_size, 2 * hidden_size)
        self.in_node = nn.Linear(input_size, hidden_size)
        self.out_node = nn.Linear(hidden_size, hidden_size)

    def forward(self, x, h):
        z, r = torch.chunk(torch.sigmoid(self.gates(torch.cat([x, h], dim=-1))), 2, dim=-1)
        n = torch.tanh(self.in_node(x) + r * self.out_node(h))
        return torch.lerp(n, h, z)


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
