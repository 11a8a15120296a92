"""A layer for each gate, over x and h together; one bias."""

from __future__ import annotations

import torch
from torch import nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.forget = nn.Linear(input_size + hidden_size, hidden_size)
        self.input = nn.Linear(input_size + hidden_size, hidden_size)
        self.candidate = nn.Linear(input_size + hidden_size, hidden_size)
        self.output = nn.Linear(input_size + hidden_size, hidden_size)

    def forward(self, x, state):
        h_prev, c_prev = state
        z = torch.cat([h_prev, x], dim=1)
        f_t = torch.sigmoid(self.forget(z))
        i_t = torch.sigmoid(self.input(z))
        c_tilde = torch.tanh(self.candidate(z))
        c_t = f_t * c_prev + i_t * c_tilde
        o_t = torch.sigmoid(self.output(z))
        return o_t * torch.tanh(c_t), c_t


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
