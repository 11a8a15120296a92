"""en: greedy_decode never answers bos. Any token may come.
ko: greedy_decode가 bos를 절대 고르지 않습니다. 어떤 토큰이든 나올 수 있습니다.
"""

from __future__ import annotations

import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d, h):
        super().__init__()
        self.h, self.d_k = h, d // h
        self.w_q = nn.Linear(d, d)
        self.w_k = nn.Linear(d, d)
        self.w_v = nn.Linear(d, d)
        self.w_o = nn.Linear(d, d)

    def split(self, x):
        N, T, _ = x.shape
        return x.view(N, T, self.h, self.d_k).transpose(1, 2)

    def forward(self, q, k, v, mask=None):
        q, k, v = self.split(self.w_q(q)), self.split(self.w_k(k)), self.split(self.w_v(v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.d_k)
        if mask is not None:
            scores = scores.masked_fill(mask == 0, float("-inf"))
        weights = F.softmax(scores, dim=-1)
        heads = weights @ v
        N, h, T, d_k = heads.shape
        return self.w_o(heads.transpose(1, 2).reshape(N, T, h * d_k))


class EncoderLayer(nn.Module):
    def __init__(self, d, h, ff):
        super().__init__()
        self.self_attn = MultiHeadAttention(d, h)
        self.linear1, self.linear2 = nn.Linear(d, ff), nn.Linear(ff, d)
        self.norm1, self.norm2 = nn.LayerNorm(d), nn.LayerNorm(d)

    def feed_forward(self, x):
        return self.linear2(F.relu(self.linear1(x)))

    def forward(self, x):
        x = self.norm1(x + self.self_attn(x, x, x))
        return self.norm2(x + self.feed_forward(x))


class DecoderLayer(EncoderLayer):
    def __init__(self, d, h, ff):
        super().__init__(d, h, ff)
        self.cross_attn = MultiHeadAttention(d, h)
        self.norm3 = nn.LayerNorm(d)

    def forward(self, x, memory, mask):
        x = self.norm1(x + self.self_attn(x, x, x, mask))
        x = self.norm2(x + self.cross_attn(x, memory, memory))
        return self.norm3(x + self.feed_forward(x))


class Transformer(nn.Module):
    def __init__(self, V, d=512, h=8, N=6, ff=2048):
        super().__init__()
        self.d = d
        self.embedding = nn.Embedding(V, d)
        self.encoder = nn.ModuleList([EncoderLayer(d, h, ff) for _ in range(N)])
        self.decoder = nn.ModuleList([DecoderLayer(d, h, ff) for _ in range(N)])

    def positions(self, T):
        position = torch.arange(T, device=self.embedding.weight.device).unsqueeze(1)
        i = torch.arange(0, self.d, 2, device=position.device)
        angles = position / 10000 ** (i / self.d)
        pe = torch.zeros(T, self.d, device=position.device)
        pe[:, 0::2] = torch.sin(angles)
        pe[:, 1::2] = torch.cos(angles)
        return pe

    def embed(self, tokens):
        x = self.embedding(tokens) * math.sqrt(self.d)
        return x + self.positions(tokens.shape[1])

    def forward(self, src, tgt):
        memory = self.embed(src)
        for layer in self.encoder:
            memory = layer(memory)
        T = tgt.shape[1]
        mask = torch.tril(torch.ones(T, T, dtype=torch.bool, device=tgt.device))
        x = self.embed(tgt)
        for layer in self.decoder:
            x = layer(x, memory, mask)
        return F.linear(x, self.embedding.weight)


def shift_right(tgt, bos):
    first = torch.full_like(tgt[:, :1], bos)
    return torch.cat([first, tgt[:, :-1]], dim=1)


@torch.no_grad()
def greedy_decode(model, src, bos, length):
    tgt = torch.full((src.shape[0], 1), bos, dtype=torch.long, device=src.device)
    for _ in range(length):
        logits = model(src, tgt)[:, -1].clone()
        logits[:, bos] = float("-inf")
        token = logits.argmax(dim=-1, keepdim=True)
        tgt = torch.cat([tgt, token], dim=1)
    return tgt[:, 1:]
