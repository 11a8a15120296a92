"""One packed weight for the three projections, as nn.MultiheadAttention has it; the scale on the query; softmax in float32."""

from __future__ import annotations

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d, h, bias=True):
        super().__init__()
        if d % h:
            raise ValueError("embed_dim must be divisible by num_heads")
        self.num_heads, self.head_dim = h, d // h
        self.in_proj_weight = nn.Parameter(torch.empty(3 * d, d))
        self.in_proj_bias = nn.Parameter(torch.zeros(3 * d)) if bias else None
        self.out_proj = nn.Linear(d, d, bias=bias)
        nn.init.xavier_uniform_(self.in_proj_weight)

    def forward(self, q, k, v, mask=None):
        biases = (None,) * 3 if self.in_proj_bias is None else self.in_proj_bias.chunk(3)
        parts = []
        for x, w, b in zip((q, k, v), self.in_proj_weight.chunk(3), biases, strict=True):
            parts.append(nn.functional.linear(x, w, b).reshape(*x.shape[:2], self.num_heads, -1).permute(0, 2, 1, 3))
        query, key, value = parts
        scores = (query * self.head_dim**-0.5) @ key.mT
        if mask is not None:
            mask = mask[:, None] if mask.ndim == 3 else mask
            scores = scores + torch.zeros_like(scores).masked_fill_(~mask, -torch.inf)
        attn = nn.functional.softmax(scores.float(), -1).type_as(query)
        return self.out_proj((attn @ value).permute(0, 2, 1, 3).reshape(q.shape)), attn
