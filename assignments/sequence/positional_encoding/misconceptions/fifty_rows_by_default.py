"""en: Your table has 50 rows where max_len is not given. Its default is 512.
ko: max_len을 주지 않으면 표의 행이 50개입니다. 기본값은 512입니다.
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
    def __init__(self, d, max_len=50):
        super().__init__()
        self.register_buffer("pe", sinusoidal_pe(max_len, d).unsqueeze(0))

    def forward(self, x):
        return x + self.pe[:, : x.size(1)].to(x.dtype)
