"""Clones of layers, sublayers passed as functions, F.scaled_dot_product_attention, an FFN of convolutions."""

import copy

import torch.nn as nn
import torch.nn.functional as F


def clones(module, N):
    return nn.ModuleList([copy.deepcopy(module) for _ in range(N)])


class SublayerConnection(nn.Module):
    def __init__(self, size, norm_first):
        super().__init__()
        self.norm = nn.LayerNorm(size)
        self.norm_first = norm_first

    def forward(self, x, sublayer):
        if self.norm_first:
            return x + sublayer(self.norm(x))
        return self.norm(x + sublayer(x))


class MultiHeadedAttention(nn.Module):
    def __init__(self, h, d_model):
        super().__init__()
        self.d_k = d_model // h
        self.h = h
        self.linears = clones(nn.Linear(d_model, d_model), 4)

    def forward(self, query, key, value, mask=None):
        if mask is not None and mask.dim() > 2:
            mask = mask.unsqueeze(1)
        nbatches = query.size(0)
        query, key, value = [
            lin(x).view(nbatches, -1, self.h, self.d_k).transpose(1, 2)
            for lin, x in zip(self.linears, (query, key, value), strict=False)
        ]
        x = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        x = x.transpose(1, 2).contiguous().view(nbatches, -1, self.h * self.d_k)
        return self.linears[-1](x)


class PositionwiseFeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.w_1 = nn.Conv1d(d_model, d_ff, 1)
        self.w_2 = nn.Conv1d(d_ff, d_model, 1)

    def forward(self, x):
        return self.w_2(self.w_1(x.transpose(1, 2)).relu()).transpose(1, 2)


class EncoderLayer(nn.Module):
    def __init__(self, d, h, ff, norm_first=False):
        super().__init__()
        self.feed_forward = PositionwiseFeedForward(d, ff)
        self.self_attn = MultiHeadedAttention(h, d)
        self.sublayer = clones(SublayerConnection(d, norm_first), 2)

    def forward(self, x, mask=None):
        x = self.sublayer[0](x, lambda x: self.self_attn(x, x, x, mask))
        return self.sublayer[1](x, self.feed_forward)
