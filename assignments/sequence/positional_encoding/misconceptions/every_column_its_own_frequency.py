"""en: Each column has a frequency of its own, 10000^(j/d); a sine and its cosine share one.
ko: 열마다 주파수가 10000^(j/d)로 다릅니다. 사인과 그 짝인 코사인의 주파수는 같습니다.
"""

from __future__ import annotations

import math

import torch
from torch import nn


def sinusoidal_pe(T, d):
    pe = torch.zeros(T, d)
    position = torch.arange(0, T, dtype=torch.float).unsqueeze(1)
    div_term = torch.exp(torch.arange(0, d).float() * (-math.log(10000.0) / d))
    pe[:, 0::2] = torch.sin(position * div_term[0::2])
    pe[:, 1::2] = torch.cos(position * div_term[1::2])
    return pe


class PositionalEncoding(nn.Module):
    def __init__(self, d, max_len=512):
        super().__init__()
        self.register_buffer("pe", sinusoidal_pe(max_len, d).unsqueeze(0))

    def forward(self, x):
        return x + self.pe[:, : x.size(1)].to(x.dtype)
