"""Heads moved into the batch axis, their features interleaved; one layer for keys and values; the root as a float32 tensor."""

from __future__ import annotations

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d, h, bias=True):
        super().__init__()
        if d % h != 0:
            raise ValueError("d % h != 0")
        self.num_heads = h
        self.W_kv = nn.Linear(d, 2 * d, bias=bias)
        self.W_q = nn.Linear(d, d, bias=bias)
        self.W_o = nn.Linear(d, d, bias=bias)
        self.register_buffer("scale", torch.sqrt(torch.FloatTensor([d // h])))

    def transpose_qkv(self, X):
        X = X.reshape(X.shape[0], X.shape[1], -1, self.num_heads)
        X = X.permute(0, 3, 1, 2)
        return X.reshape(-1, X.shape[2], X.shape[3])

    def forward(self, q, k, v, mask=None):
        d = q.shape[-1]
        queries = self.transpose_qkv(self.W_q(q))
        keys = self.transpose_qkv(self.W_kv(k)[..., :d])
        values = self.transpose_qkv(self.W_kv(v)[..., d:])
        scores = torch.bmm(queries, keys.transpose(1, 2)) / self.scale
        if mask is not None:
            if mask.dim() == 4:
                mask = mask.expand(-1, self.num_heads, -1, -1).flatten(0, 1)
            elif mask.dim() == 3:
                mask = torch.repeat_interleave(mask, repeats=self.num_heads, dim=0)
            scores = scores.masked_fill(~mask, -1e6)
        weights = torch.softmax(scores, dim=-1)
        output = torch.bmm(weights, values)
        output = output.reshape(-1, self.num_heads, output.shape[1], output.shape[2]).permute(0, 2, 1, 3)
        output = output.reshape(output.shape[0], output.shape[1], -1)
        return self.W_o(output), weights.view(-1, self.num_heads, *weights.shape[1:])
