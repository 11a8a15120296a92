"""Separate matrices as in Dive into Deep Learning, the forget gate's bias begins with 1."""

from __future__ import annotations

import torch
from torch import nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()

        def triple():
            return (
                nn.Parameter(torch.randn(input_size, hidden_size) * 0.01),
                nn.Parameter(torch.randn(hidden_size, hidden_size) * 0.01),
                nn.Parameter(torch.zeros(hidden_size)),
            )

        self.W_xi, self.W_hi, self.b_i = triple()
        self.W_xf, self.W_hf, self.b_f = triple()
        self.W_xo, self.W_ho, self.b_o = triple()
        self.W_xc, self.W_hc, self.b_c = triple()
        nn.init.ones_(self.b_f)

    def forward(self, x, state):
        H, C = state
        I = torch.sigmoid(x @ self.W_xi + H @ self.W_hi + self.b_i)  # noqa: E741
        F = torch.sigmoid(x @ self.W_xf + H @ self.W_hf + self.b_f)
        O = torch.sigmoid(x @ self.W_xo + H @ self.W_ho + self.b_o)  # noqa: E741
        C_tilde = torch.tanh(x @ self.W_xc + H @ self.W_hc + self.b_c)
        C = F * C + I * C_tilde
        H = O * torch.tanh(C)
        return [H, C]


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
