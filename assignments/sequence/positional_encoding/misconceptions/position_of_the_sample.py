"""en: You take the first axis for the positions, and give every position of a sample the same row: x is [N, T, d].
ko: 첫 축을 위치로 보아 한 표본의 모든 위치에 같은 행을 더했습니다. x는 [N, T, d]입니다.
"""

from __future__ import annotations

import math

import torch
from torch import nn


def sinusoidal_pe(T, d):
    pe = torch.zeros(T, d)
    position = torch.arange(0, T, dtype=torch.float).unsqueeze(1)
    div_term = torch.exp(torch.arange(0, d, 2).float() * (-math.log(10000.0) / d))
    pe[:, 0::2] = torch.sin(position * div_term)
    pe[:, 1::2] = torch.cos(position * div_term)
    return pe


class PositionalEncoding(nn.Module):
    def __init__(self, d, max_len=512):
        super().__init__()
        self.register_buffer("pe", sinusoidal_pe(max_len, d).unsqueeze(0))

    def forward(self, x):
        return x + self.pe[0, : x.size(0), None].to(x.dtype)
