"""Small layers for each head, in lists; heads one after the other."""

from __future__ import annotations

import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, d, d_h, bias):
        super().__init__()
        self.value = nn.Linear(d, d_h, bias=bias)
        self.key = nn.Linear(d, d_h, bias=bias)
        self.query = nn.Linear(d, d_h, bias=bias)

    def forward(self, q, k, v, mask):
        scores = self.query(q) @ self.key(k).transpose(1, 2) / self.key.out_features**0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, -1e9)
        attn = scores.softmax(2)
        return attn @ self.value(v), attn


class MultiHeadAttention(nn.Module):
    def __init__(self, d, h, bias=True):
        super().__init__()
        if d // h * h != d:
            raise ValueError((d, h))
        self.out = nn.Linear(d, d, bias=bias)
        self.heads = nn.ModuleList([Head(d, d // h, bias) for _ in range(h)])

    def forward(self, q, k, v, mask=None):
        outs, attns = [], []
        for i, head in enumerate(self.heads):
            own = mask
            if mask is not None and mask.dim() == 4:
                own = mask[:, i if mask.size(1) > 1 else 0]
            out, attn = head(q, k, v, own)
            outs.append(out)
            attns.append(attn)
        return self.out(torch.cat(outs, -1)), torch.stack(attns, 1)
