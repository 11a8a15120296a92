"""The gates of one unit stand side by side."""

from __future__ import annotations

import torch
from torch import nn


class GRUCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.x2h, self.h2h = nn.Linear(input_size, 3 * hidden_size), nn.Linear(hidden_size, 3 * hidden_size)

    def forward(self, x, h):
        z_x, n_x, r_x = self.x2h(x).view(*h.shape, 3).unbind(-1)
        z_h, n_h, r_h = self.h2h(h).view(*h.shape, 3).unbind(-1)
        z = torch.sigmoid(z_x + z_h)
        return z * h + (1 - z) * torch.tanh(n_x + torch.sigmoid(r_x + r_h) * n_h)


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
