"""Small linear layers for each head, computed one after the other."""

import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, n_embd, head_size):
        super().__init__()
        self.key = nn.Linear(n_embd, head_size)
        self.query = nn.Linear(n_embd, head_size)
        self.value = nn.Linear(n_embd, head_size)

    def forward(self, x, mask):
        k, q = self.key(x), self.query(x)
        wei = q @ k.transpose(-2, -1) * k.shape[-1] ** -0.5
        if mask is not None:
            wei = torch.where(mask, wei, torch.full_like(wei, float("-inf")))
        wei = wei.softmax(dim=-1)
        return wei @ self.value(x)


class MultiHead(nn.Module):
    def __init__(self, d, h):
        super().__init__()
        self.heads = nn.ModuleList([Head(d, d // h) for _ in range(h)])
        self.proj = nn.Linear(d, d)

    def forward(self, x, mask):
        return self.proj(torch.cat([head(x, mask) for head in self.heads], dim=-1))


class EncoderLayer(nn.Module):
    def __init__(self, d, h, ff, norm_first=False):
        super().__init__()
        self.sa = MultiHead(d, h)
        self.ffwd = nn.Sequential(nn.Linear(d, ff), nn.ReLU(), nn.Linear(ff, d))
        self.ln1 = nn.LayerNorm(d)
        self.ln2 = nn.LayerNorm(d)
        self.norm_first = norm_first

    def forward(self, x, mask=None):
        if not self.norm_first:
            z = self.ln1(x + self.sa(x, mask))
            return self.ln2(z + self.ffwd(z))
        z = x + self.sa(self.ln1(x), mask)
        return z + self.ffwd(self.ln2(z))
