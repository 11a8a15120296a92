"""en: Your layers stand in a plain list, so the module does not know their parameters: use nn.ModuleList.
ko: 층을 일반 리스트에 담아 모듈이 그 매개변수를 알지 못합니다. nn.ModuleList를 쓰십시오.
"""

from __future__ import annotations

import math

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d, h, bias=True):
        super().__init__()
        if d % h != 0:
            raise ValueError("d must be divisible by h")
        self.d = d
        self.h = h
        self.d_h = d // h
        self.projections = [nn.Linear(d, d, bias=bias) for _ in range(4)]

    def forward(self, q, k, v, mask=None):
        N, T, _ = q.shape
        S = k.shape[1]
        Q = self.projections[0](q).view(N, T, self.h, self.d_h).transpose(1, 2)
        K = self.projections[1](k).view(N, S, self.h, self.d_h).transpose(1, 2)
        V = self.projections[2](v).view(N, S, self.h, self.d_h).transpose(1, 2)
        scores = torch.matmul(Q, K.transpose(-2, -1)) / math.sqrt(self.d_h)
        if mask is not None:
            if mask.dim() == 3:
                mask = mask.unsqueeze(1)
            scores = scores.masked_fill(mask == 0, float("-inf"))
        attn = torch.softmax(scores, dim=-1)
        context = torch.matmul(attn, V)
        context = context.transpose(1, 2).contiguous().view(N, T, self.d)
        return self.projections[3](context), attn
