"""en: Your encoding is a parameter that training changes: make it a buffer.
ko: 인코딩이 학습하면 바뀌는 매개변수입니다. 버퍼로 만드십시오.
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
        self.pe = nn.Parameter(sinusoidal_pe(max_len, d).unsqueeze(0))

    def forward(self, x):
        return x + self.pe[:, : x.size(1)].to(x.dtype)
