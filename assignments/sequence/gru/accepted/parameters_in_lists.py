"""Parameters in lists, column by column; GRU is a cell itself."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F


class GRUCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.w = nn.ParameterList([nn.Parameter(torch.rand(hidden_size, input_size) - 0.5) for _ in "rzn"])
        self.u = nn.ParameterList([nn.Parameter(torch.rand(hidden_size, hidden_size) - 0.5) for _ in "rzn"])
        self.b = nn.ParameterList([nn.Parameter(torch.zeros(hidden_size)) for _ in "rznu"])

    def forward(self, x, h):
        r = F.linear(x, self.w[0], self.b[0]) + F.linear(h, self.u[0])
        z = F.linear(x, self.w[1], self.b[1]) + F.linear(h, self.u[1])
        r, z = r.sigmoid(), z.sigmoid()
        n = (F.linear(x, self.w[2], self.b[2]) + r * F.linear(h, self.u[2], self.b[3])).tanh()
        return (1.0 - z).mul(n).add(z.mul(h))


class GRU(GRUCell):
    def forward(self, x, h0=None):
        h = x.new_zeros(x.shape[0], self.b[0].shape[0]) if h0 is None else h0
        out = x.new_empty(x.shape[0], x.shape[1], h.shape[1])
        for t, now in enumerate(torch.unbind(x, 1)):
            h = super().forward(now, h)
            out[:, t] = h
        return out, h
