"""en: From the second step on no gradient reaches W_hh.
ko: 두 번째 스텝부터 그래디언트가 W_hh에 전달되지 않습니다.
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
        for t, x_t in enumerate(x.unbind(dim=1)):
            h = torch.tanh(
                x_t @ self.W_ih.T + self.b_ih + h @ (self.W_hh if t == 0 else self.W_hh.detach()).T + self.b_hh
            )
            states.append(h)
        return torch.stack(states, dim=1), h
