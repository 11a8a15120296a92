"""Matrices for products from the right, as in Dive into Deep Learning; one bias."""

from __future__ import annotations

import torch
from torch import nn


class RNN(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.W_xh = nn.Parameter(torch.randn(input_size, hidden_size) * 0.01)
        self.W_hh = nn.Parameter(torch.randn(hidden_size, hidden_size) * 0.01)
        self.b_h = nn.Parameter(torch.zeros(hidden_size))

    def forward(self, x, h0=None):
        if h0 is None:
            h0 = torch.zeros((x.shape[0], self.W_hh.shape[0])).to(x)
        projected = torch.matmul(x, self.W_xh) + self.b_h  # all steps at once
        states = [h0]
        for t in range(x.shape[1]):
            states.append(torch.tanh(projected[:, t] + torch.matmul(states[-1], self.W_hh)))
        return torch.stack(states[1:], dim=1), states[-1]
