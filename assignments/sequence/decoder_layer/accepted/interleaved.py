"""Keys and values in one layer, a row of each in turn; the third sublayer registered first; -1e9 for -inf."""

import math

import torch
from torch import nn


def causal_mask(T):
    return torch.triu(torch.ones((T, T)), diagonal=1) == 0


class Attention(nn.Module):
    def __init__(self, d, h):
        super().__init__()
        self.h = h
        self.proj = nn.Linear(d, d)
        self.kv = nn.Linear(d, 2 * d)
        self.q = nn.Linear(d, d)

    def forward(self, x, context, mask=None):
        B, T, d = x.shape
        S = context.shape[1]
        q = self.q(x).reshape(B, T, self.h, d // self.h).permute(0, 2, 1, 3)
        k, v = self.kv(context).reshape(B, S, self.h, d // self.h, 2).permute(4, 0, 2, 1, 3)
        dots = q.matmul(k.transpose(-1, -2)) / math.sqrt(d // self.h)
        if mask is not None:
            mask = mask[None, None] if mask.ndim == 2 else mask[:, None]
            dots = dots.masked_fill(mask.logical_not(), -1e9)
        out = dots.softmax(-1).matmul(v)
        return self.proj(out.permute(0, 2, 1, 3).reshape(B, T, d))


class DecoderLayer(nn.Module):
    def __init__(self, d, h, ff, norm_first=False):
        super().__init__()
        self.mlp = nn.Sequential(nn.Linear(d, ff), nn.ReLU(), nn.Linear(ff, d))
        self.cross, self.own = Attention(d, h), Attention(d, h)
        self.ln3, self.ln2, self.ln1 = nn.LayerNorm(d), nn.LayerNorm(d), nn.LayerNorm(d)
        self.norm_first = norm_first

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        if self.norm_first:
            y = self.ln1(x)
            x = x + self.own(y, y, tgt_mask)
            x = x + self.cross(self.ln2(x), memory, memory_mask)
            return x + self.mlp(self.ln3(x))
        x = self.ln1(x + self.own(x, x, tgt_mask))
        x = self.ln2(x + self.cross(x, memory, memory_mask))
        return self.ln3(x + self.mlp(x))
