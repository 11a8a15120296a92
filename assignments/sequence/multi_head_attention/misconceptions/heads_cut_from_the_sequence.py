"""en: You view [N, T, d] as [N, h, T, d_h] at once, which cuts the sequence into heads: view(N, T, h, d_h), then transpose.
ko: [N, T, d]를 바로 [N, h, T, d_h]로 view하여 특징이 아니라 시퀀스를 헤드로 나누었습니다. view(N, T, h, d_h) 다음에 transpose하십시오.
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
        Q = self.q_proj(q).view(N, self.h, T, self.d_h)
        K = self.k_proj(k).view(N, self.h, S, self.d_h)
        V = self.v_proj(v).view(N, self.h, S, self.d_h)
        scores = torch.matmul(Q, K.transpose(-2, -1)) / math.sqrt(self.d_h)
        if mask is not None:
            if mask.dim() == 3:
                mask = mask.unsqueeze(1)
            scores = scores.masked_fill(mask == 0, float("-inf"))
        attn = torch.softmax(scores, dim=-1)
        context = torch.matmul(attn, V)
        context = context.transpose(1, 2).contiguous().view(N, T, self.d)
        return self.out_proj(context), attn
