"""en: The state is detached every eight steps, so that gradients of long sequences are cut.
ko: 상태를 8스텝마다 detach하여 긴 시퀀스의 그래디언트가 끊깁니다.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn


class GRUCell(nn.Module):
    """x [N, input_size] and h [N, hidden_size] to the next h. The dtype is that of the weights, float32 by default."""

    def __init__(self, input_size: int, hidden_size: int) -> None:
        super().__init__()
        k = 1 / math.sqrt(hidden_size)
        shapes = [(3 * hidden_size, input_size), (3 * hidden_size, hidden_size), (3 * hidden_size,), (3 * hidden_size,)]
        self.W, self.U, self.b_W, self.b_U = (nn.Parameter(torch.empty(shape).uniform_(-k, k)) for shape in shapes)

    def forward(self, x: Tensor, h: Tensor) -> Tensor:
        r_x, z_x, n_x = (x @ self.W.T + self.b_W).chunk(3, dim=1)  # each [N, H]
        r_h, z_h, n_h = (h @ self.U.T + self.b_U).chunk(3, dim=1)
        r, z = torch.sigmoid(r_x + r_h), torch.sigmoid(z_x + z_h)
        n = torch.tanh(n_x + r * n_h)
        return (1 - z) * n + z * h


class GRU(nn.Module):
    """x [N, T, input_size] and h0 [N, hidden_size] (zeros if None) to all states [N, T, hidden_size] and the last one
    [N, hidden_size]."""

    def __init__(self, input_size: int, hidden_size: int) -> None:
        super().__init__()
        self.cell, self.hidden_size = GRUCell(input_size, hidden_size), hidden_size

    def forward(self, x: Tensor, h0: Tensor | None = None) -> tuple[Tensor, Tensor]:
        h = x.new_zeros(len(x), self.hidden_size) if h0 is None else h0
        out = []
        for t, x_t in enumerate(x.unbind(dim=1)):
            h = h.detach() if t % 8 == 7 else h
            h = self.cell(x_t, h)
            out.append(h)
        return torch.stack(out, dim=1), h
