"""en: All sequences of the batch share the state of the first one.
ko: 배치의 모든 시퀀스가 첫 번째 시퀀스의 상태를 함께 씁니다.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn


class RNN(nn.Module):
    """x [N, T, input_size] and h0 [N, hidden_size] (zeros if None) to all states [N, T, hidden_size] and the last one
    [N, hidden_size]. The dtype is that of the weights, float32 by default.
    """

    def __init__(self, input_size: int, hidden_size: int) -> None:
        super().__init__()
        k = 1 / math.sqrt(hidden_size)
        self.W_ih = nn.Parameter(torch.empty(hidden_size, input_size).uniform_(-k, k))
        self.W_hh = nn.Parameter(torch.empty(hidden_size, hidden_size).uniform_(-k, k))
        self.b_ih, self.b_hh = (nn.Parameter(torch.empty(hidden_size).uniform_(-k, k)) for _ in range(2))

    def forward(self, x: Tensor, h0: Tensor | None = None) -> tuple[Tensor, Tensor]:
        h = x.new_zeros(len(x), len(self.W_hh)) if h0 is None else h0
        states = []
        for x_t in x.unbind(dim=1):
            h = torch.tanh(x_t @ self.W_ih.T + self.b_ih + h[:1] @ self.W_hh.T + self.b_hh)
            states.append(h)
        return torch.stack(states, dim=1), h
