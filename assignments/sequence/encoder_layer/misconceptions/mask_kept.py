"""en: You keep the mask of an earlier call for all masks of its shape. Every call stands alone.
ko: 앞서 받은 마스크를 보관해 두었다가 모양이 같은 다른 마스크 대신 씁니다. 호출은 서로 영향을 주지 않아야 합니다.
"""

from __future__ import annotations

import math

import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d, h):
        super().__init__()
        self.h, self.d_k = h, d // h
        self.kept = None
        self.w_q = nn.Linear(d, d)
        self.w_k = nn.Linear(d, d)
        self.w_v = nn.Linear(d, d)
        self.w_o = nn.Linear(d, d)

    def split(self, x):
        N, T, _ = x.shape
        return x.view(N, T, self.h, self.d_k).transpose(1, 2)

    def forward(self, q, k, v, mask=None):
        q, k, v = self.split(self.w_q(q)), self.split(self.w_k(k)), self.split(self.w_v(v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.d_k)
        if mask is not None:
            if mask.dim() == 3:
                mask = mask.unsqueeze(1)
            if self.kept is None or self.kept.shape != mask.shape:
                self.kept = mask
            scores = scores.masked_fill(~self.kept, float("-inf"))
        weights = F.softmax(scores, dim=-1)
        heads = weights @ v
        N, h, T, d_k = heads.shape
        return self.w_o(heads.transpose(1, 2).reshape(N, T, h * d_k))


class EncoderLayer(nn.Module):
    def __init__(self, d, h, ff, norm_first=False):
        super().__init__()
        self.norm_first = norm_first
        self.attn = MultiHeadAttention(d, h)
        self.linear1 = nn.Linear(d, ff)
        self.linear2 = nn.Linear(ff, d)
        self.norm1 = nn.LayerNorm(d)
        self.norm2 = nn.LayerNorm(d)

    def feed_forward(self, x):
        return self.linear2(F.relu(self.linear1(x)))

    def forward(self, x, mask=None):
        if self.norm_first:
            y = self.norm1(x)
            x = x + self.attn(y, y, y, mask)
            return x + self.feed_forward(self.norm2(x))
        x = self.norm1(x + self.attn(x, x, x, mask))
        return self.norm2(x + self.feed_forward(x))
