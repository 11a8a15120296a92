"""One layer for all projections, einsum, the mask as numbers to add."""

import torch
import torch.nn as nn


class EncoderLayer(nn.Module):
    def __init__(self, d, h, ff, norm_first=False):
        super().__init__()
        self.d, self.h, self.norm_first = d, h, norm_first
        self.norms = nn.ModuleList([nn.LayerNorm(d), nn.LayerNorm(d)])
        self.ff_out, self.ff_in = nn.Linear(ff, d), nn.Linear(d, ff)
        self.out, self.vkq = nn.Linear(d, d), nn.Linear(d, 3 * d)

    def attention(self, x, mask):
        N, T, _ = x.shape
        v, k, q = self.vkq(x).reshape(N, T, 3, self.h, -1).unbind(dim=2)
        scores = torch.einsum("nqhd,nkhd->nhqk", q, k) * (self.d / self.h) ** -0.5
        if mask is not None:
            mask = mask.expand(N, T, T)[:, None]
            scores = scores + torch.zeros_like(scores).masked_fill(~mask, -1e9)
        scores = torch.exp(scores - scores.amax(dim=-1, keepdim=True))
        weights = scores / scores.sum(dim=-1, keepdim=True)
        return self.out(torch.einsum("nhqk,nkhd->nqhd", weights, v).flatten(2))

    def ffn(self, x, mask):
        return self.ff_out(self.ff_in(x).clamp(min=0))

    def forward(self, x, mask=None):
        for norm, sublayer in zip(self.norms, (self.attention, self.ffn), strict=True):
            x = x + sublayer(norm(x), mask) if self.norm_first else norm(x + sublayer(x, mask))
        return x
