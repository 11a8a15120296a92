"""en: All sequences of the batch share the h of the first one.
ko: 배치의 모든 시퀀스가 첫 번째 시퀀스의 h를 함께 씁니다.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

State = tuple[Tensor, Tensor]


class LSTMCell(nn.Module):
    """x [N, input_size] and (h, c), each [N, hidden_size], to the next (h, c). The dtype is that of the weights, float32 by default."""

    def __init__(self, input_size: int, hidden_size: int) -> None:
        super().__init__()
        k = 1 / math.sqrt(hidden_size)
        shapes = [(4 * hidden_size, input_size), (4 * hidden_size, hidden_size), (4 * hidden_size,), (4 * hidden_size,)]
        self.W, self.U, self.b_W, self.b_U = (nn.Parameter(torch.empty(shape).uniform_(-k, k)) for shape in shapes)

    def forward(self, x: Tensor, state: State) -> State:
        h, c = state
        i, f, g, o = (x @ self.W.T + self.b_W + h[:1] @ self.U.T + self.b_U).chunk(4, dim=1)  # each [N, H]
        i, f, g, o = torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)
        c = f * c + i * g
        return o * torch.tanh(c), c


class LSTM(nn.Module):
    """x [N, T, input_size] and (h0, c0), each [N, hidden_size] (zeros if None), to all h [N, T, hidden_size] and (hT, cT)."""

    def __init__(self, input_size: int, hidden_size: int) -> None:
        super().__init__()
        self.cell, self.hidden_size = LSTMCell(input_size, hidden_size), hidden_size

    def forward(self, x: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        if state is None:
            zeros = x.new_zeros(len(x), self.hidden_size)
            state = zeros, zeros
        out = []
        for x_t in x.unbind(dim=1):
            state = self.cell(x_t, state)
            out.append(state[0])
        return torch.stack(out, dim=1), state
