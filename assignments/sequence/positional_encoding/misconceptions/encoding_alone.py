"""en: You return the encoding alone; add it to x.
ko: 인코딩만 반환했습니다. x에 더하십시오.
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
        return self.pe[:, : x.size(1)].to(x.dtype).expand_as(x)
