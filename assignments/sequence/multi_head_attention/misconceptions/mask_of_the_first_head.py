"""en: You use the first head's mask for all heads.
ko: 첫 헤드의 마스크를 모든 헤드에 썼습니다.
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
        self.q_proj = nn.Linear(d, d, bias=bias)
        self.k_proj = nn.Linear(d, d, bias=bias)
        self.v_proj = nn.Linear(d, d, bias=bias)
        self.out_proj = nn.Linear(d, d, bias=bias)

    def forward(self, q, k, v, mask=None):
        N, T, _ = q.shape
        S = k.shape[1]
        Q = self.q_proj(q).view(N, T, self.h, self.d_h).transpose(1, 2)
        K = self.k_proj(k).view(N, S, self.h, self.d_h).transpose(1, 2)
        V = self.v_proj(v).view(N, S, self.h, self.d_h).transpose(1, 2)
        scores = torch.matmul(Q, K.transpose(-2, -1)) / math.sqrt(self.d_h)
        if mask is not None:
            if mask.dim() == 3:
                mask = mask.unsqueeze(1)
            elif mask.dim() == 4:
                mask = mask[:, :1]
            scores = scores.masked_fill(mask == 0, float("-inf"))
        attn = torch.softmax(scores, dim=-1)
        context = torch.matmul(attn, V)
        context = context.transpose(1, 2).contiguous().view(N, T, self.d)
        return self.out_proj(context), attn
