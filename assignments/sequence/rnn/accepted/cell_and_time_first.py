"""A cell, and time as the first axis inside; column biases."""

from __future__ import annotations

import torch
from torch import nn


class Cell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.w = nn.ParameterDict(
            {
                "x": nn.Parameter(torch.rand(hidden_size, input_size) - 0.5),
                "h": nn.Parameter(torch.rand(hidden_size, hidden_size) - 0.5),
                "bx": nn.Parameter(torch.zeros(1, hidden_size)),
                "bh": nn.Parameter(torch.zeros(1, hidden_size)),
            }
        )

    def forward(self, x, h):
        a = torch.einsum("ni,hi->nh", x, self.w["x"]) + self.w["bx"]
        b = torch.einsum("nj,hj->nh", h, self.w["h"]) + self.w["bh"]
        return (2 * torch.sigmoid(2 * (a + b))) - 1  # tanh


class RNN(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.cell = Cell(input_size, hidden_size)
        self.hidden_size = hidden_size

    def forward(self, x, h0=None):
        x = x.transpose(0, 1)
        h = torch.zeros(x.shape[1], self.hidden_size, dtype=x.dtype, device=x.device) if h0 is None else h0
        out = []
        for now in x:
            h = self.cell(now, h)
            out.append(h)
        return torch.stack(out).transpose(0, 1), out[-1]
