"""Small linear layers for each head, computed one after the other; the triangle row by row."""

import torch
import torch.nn as nn
import torch.nn.functional as F


def causal_mask(T):
    mask = torch.zeros(T, T, dtype=torch.bool)
    for t in range(T):
        mask[t, : t + 1] = True
    return mask


class Head(nn.Module):
    def __init__(self, d, d_k):
        super().__init__()
        self.value, self.query, self.key = nn.Linear(d, d_k), nn.Linear(d, d_k), nn.Linear(d, d_k)

    def forward(self, x, m, mask):
        scores = torch.einsum("ntd,nsd->nts", self.query(x), self.key(m)) / self.key.out_features**0.5
        if mask is not None:
            scores = torch.where(mask, scores, torch.tensor(float("-inf"), dtype=scores.dtype, device=scores.device))
        return F.softmax(scores, dim=2).bmm(self.value(m))


class MultiHead(nn.Module):
    def __init__(self, d, h):
        super().__init__()
        self.heads = nn.ModuleList(Head(d, d // h) for _ in range(h))
        self.w_o = nn.Linear(d, d)

    def forward(self, x, m, mask):
        return self.w_o(torch.cat([head(x, m, mask) for head in self.heads], dim=2))


class DecoderLayer(nn.Module):
    def __init__(self, d, h, ff, norm_first=False):
        super().__init__()
        self.a, self.b = MultiHead(d, h), MultiHead(d, h)
        self.w1, self.w2 = nn.Linear(d, ff), nn.Linear(ff, d)
        self.norms = nn.ModuleList(nn.LayerNorm(d) for _ in range(3))
        self.norm_first = norm_first

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        sublayers = (
            lambda x: self.a(x, x, tgt_mask),
            lambda x: self.b(x, memory, memory_mask),
            lambda x: self.w2(F.relu(self.w1(x))),
        )
        for norm, sublayer in zip(self.norms, sublayers, strict=True):
            x = x + sublayer(norm(x)) if self.norm_first else norm(x + sublayer(x))
        return x
