"""A row for the queries, one for the keys, one for the values, and so on in one layer."""

import math

import torch.nn as nn
import torch.nn.functional as F


class MultiheadAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.embed_dim = embed_dim
        self.num_heads = num_heads
        self.head_dim = embed_dim // num_heads
        self.o_proj = nn.Linear(embed_dim, embed_dim)
        self.qkv_proj = nn.Linear(embed_dim, 3 * embed_dim)
        for layer in (self.qkv_proj, self.o_proj):
            nn.init.xavier_uniform_(layer.weight)
            layer.bias.data.fill_(0)

    def forward(self, x, mask=None):
        batch_size, seq_length, _ = x.size()
        qkv = self.qkv_proj(x)
        q, k, v = qkv.reshape(batch_size, seq_length, self.num_heads, self.head_dim, 3).permute(4, 0, 2, 1, 3)
        logits = q @ k.transpose(-2, -1) / math.sqrt(q.size(-1))
        if mask is not None:
            if mask.ndim == 3:
                mask = mask.unsqueeze(1)
            logits = logits.masked_fill(mask == 0, -9e15)
        values = F.softmax(logits, dim=-1) @ v
        values = values.permute(0, 2, 1, 3).reshape(batch_size, seq_length, self.embed_dim)
        return self.o_proj(values)


class EncoderLayer(nn.Module):
    def __init__(self, d, h, ff, norm_first=False):
        super().__init__()
        self.norm_first = norm_first
        self.linear_net = nn.Sequential(nn.Linear(d, ff), nn.ReLU(inplace=True), nn.Linear(ff, d))
        self.norm2 = nn.LayerNorm(d)
        self.norm1 = nn.LayerNorm(d)
        self.self_attn = MultiheadAttention(d, h)

    def forward(self, x, mask=None):
        if self.norm_first:
            x = x + self.self_attn(self.norm1(x), mask=mask)
            return x + self.linear_net(self.norm2(x))
        x = self.norm1(x + self.self_attn(x, mask=mask))
        return self.norm2(x + self.linear_net(x))
