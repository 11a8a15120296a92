"""All gates in one layer for x and one for h, in the order i, o, f, g; two biases."""

from __future__ import annotations

import torch
from torch import nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.i2h = nn.Linear(input_size, 4 * hidden_size)
        self.h2h = nn.Linear(hidden_size, 4 * hidden_size)
        self.hidden_size = hidden_size

    def forward(self, x, state):
        h, c = state
        preact = self.i2h(x) + self.h2h(h)
        gates = preact[:, : 3 * self.hidden_size].sigmoid()
        g = preact[:, 3 * self.hidden_size :].tanh()
        i, o, f = gates.chunk(3, 1)
        c = torch.mul(c, f) + torch.mul(i, g)
        return torch.mul(o, c.tanh()), c


class LSTM(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.cell = LSTMCell(input_size, hidden_size)

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size, dtype=x.dtype, device=x.device)
            c = torch.zeros(x.size(0), self.hidden_size, dtype=x.dtype, device=x.device)
        else:
            h, c = state
        outputs = []
        for t in range(x.size(1)):
            h, c = self.cell(x[:, t], (h, c))
            outputs.append(h)
        return torch.stack(outputs, 1), (h, c)
