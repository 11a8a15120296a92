"""One tensor [4, I, H] for all gates, products by einsum; one bias; LSTM does not use the cell's forward."""

from __future__ import annotations

import torch
from torch import nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.wx = nn.Parameter(torch.randn(4, input_size, hidden_size) * 0.1)
        self.wh = nn.Parameter(torch.randn(4, hidden_size, hidden_size) * 0.1)
        self.b = nn.Parameter(torch.zeros(4, 1, hidden_size))

    def forward(self, x, state):
        return self.after(torch.einsum("ni,kih->knh", x, self.wx), state)

    def after(self, from_x, state):
        h, c = state
        g, i, f, o = from_x + torch.einsum("nj,kjh->knh", h, self.wh) + self.b
        c = torch.addcmul(torch.sigmoid(f) * c, torch.sigmoid(i), torch.tanh(g))
        return torch.sigmoid(o) * torch.tanh(c), c


class LSTM(LSTMCell):
    def forward(self, x, state=None):
        if state is None:
            state = (x.new_zeros(x.shape[0], self.b.shape[-1]),) * 2
        every = torch.einsum("nti,kih->tknh", x, self.wx)
        out = []
        for from_x in every:
            state = self.after(from_x, state)
            out.append(state[0])
        return torch.stack(out).movedim(0, 1), tuple(state)
