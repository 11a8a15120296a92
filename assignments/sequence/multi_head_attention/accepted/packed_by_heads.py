"""One layer of width 3d, in which each head has its query, key and value side by side; 1x1 convolution for the output."""

from __future__ import annotations

import math

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d, h, bias=True):
        super().__init__()
        if d % h:
            raise ValueError("heads must divide d")
        self.h = h
        self.qkv = nn.Linear(d, 3 * d, bias=bias)
        self.proj = nn.Conv1d(d, d, 1, bias=bias)

    def forward(self, q, k, v, mask=None):
        Q = self.qkv(q).unflatten(-1, (self.h, 3, -1))[:, :, :, 0]
        K = self.qkv(k).unflatten(-1, (self.h, 3, -1))[:, :, :, 1]
        V = self.qkv(v).unflatten(-1, (self.h, 3, -1))[:, :, :, 2]
        scores = torch.einsum("nthe,nshe->nhts", Q, K) / math.sqrt(Q.size(-1))
        if mask is not None:
            if mask.dim() == 3:
                mask = mask.unsqueeze(1)
            mask = mask.expand_as(scores)
            scores[~mask] = float("-inf")
        attn = torch.softmax(scores, dim=-1)
        heads = torch.einsum("nhts,nshe->nhet", attn, V)
        return self.proj(heads.flatten(1, 2)).transpose(1, 2), attn
