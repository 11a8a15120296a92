"""A layer for each gate and input, each with its bias."""

from __future__ import annotations

import torch
from torch import nn


class GRUCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.x_to_reset = nn.Linear(input_size, hidden_size)
        self.h_to_reset = nn.Linear(hidden_size, hidden_size)
        self.x_to_new = nn.Linear(input_size, hidden_size)
        self.h_to_new = nn.Linear(hidden_size, hidden_size)
        self.x_to_update = nn.Linear(input_size, hidden_size)
        self.h_to_update = nn.Linear(hidden_size, hidden_size)

    def forward(self, x, h):
        reset = torch.sigmoid(self.x_to_reset(x) + self.h_to_reset(h))
        update = torch.sigmoid(self.x_to_update(x) + self.h_to_update(h))
        new = torch.tanh(self.x_to_new(x) + reset * self.h_to_new(h))
        return new + update * (h - new)


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
