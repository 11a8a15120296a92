"""Projections packed by head, encodings from Python's numbers, decoding into a target of full length."""

import math

import torch
from torch import nn


class Attention(nn.Module):
    def __init__(self, d, h):
        super().__init__()
        self.h = h
        self.q, self.kv, self.o = nn.Linear(d, d), nn.Linear(d, 2 * d), nn.Linear(d, d)

    def forward(self, x, m, mask=None):
        B, T, d = x.shape
        q = self.q(x).reshape(B, T, self.h, -1).permute(0, 2, 1, 3)
        k, v = self.kv(m).reshape(B, m.shape[1], self.h, -1).permute(0, 2, 1, 3).chunk(2, dim=-1)
        scores = torch.einsum("bhtd,bhsd->bhts", q, k) * (d // self.h) ** -0.5
        if mask is not None:
            scores = scores + mask
        return self.o(torch.einsum("bhts,bhsd->bthd", scores.softmax(-1), v).reshape(B, T, d))


class Block(nn.Module):
    def __init__(self, d, h, ff, attentions):
        super().__init__()
        self.attentions = nn.ModuleList(Attention(d, h) for _ in range(attentions))
        self.norms = nn.ModuleList(nn.LayerNorm(d) for _ in range(attentions + 1))
        self.w1, self.w2 = nn.Linear(d, ff), nn.Linear(ff, d)

    def forward(self, x, memory=None, mask=None):
        x = self.norms[0](x + self.attentions[0](x, x, mask))
        if memory is not None:
            x = self.norms[1](x + self.attentions[1](x, memory))
        return self.norms[-1](x + self.w2(self.w1(x).clamp(min=0)))


class Transformer(nn.Module):
    def __init__(self, V, d=512, h=8, N=6, ff=2048):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(V, d))
        nn.init.normal_(self.weight, std=0.02)
        self.blocks = nn.ModuleList(Block(d, h, ff, 1) for _ in range(N))
        self.blocks.extend(Block(d, h, ff, 2) for _ in range(N))

    def embed(self, tokens):
        d = self.weight.shape[1]
        rows = []
        for p in range(tokens.shape[1]):
            angles = [p / 10000 ** (2 * (j // 2) / d) for j in range(d)]
            rows.append([math.cos(a) if j % 2 else math.sin(a) for j, a in enumerate(angles)])
        return d**0.5 * self.weight[tokens] + torch.tensor(rows, dtype=self.weight.dtype, device=tokens.device)

    def forward(self, src, tgt):
        memory, y = self.embed(src), self.embed(tgt)
        T, N = tgt.shape[1], len(self.blocks) // 2
        mask = torch.full((T, T), -1e9, dtype=y.dtype, device=y.device).triu(1)
        for block in self.blocks[:N]:
            memory = block(memory)
        for block in self.blocks[N:]:
            y = block(y, memory, mask)
        return torch.einsum("btd,vd->btv", y, self.weight)


def shift_right(tgt, bos):
    shifted = tgt.roll(1, dims=1)
    shifted[:, 0] = bos
    return shifted


def greedy_decode(model, src, bos, length):
    found = torch.zeros(len(src), length, dtype=torch.int64, device=src.device)
    for t in range(length):
        with torch.no_grad():
            logits = model(src, shift_right(found, bos))
        found[:, t] = logits[:, t].argmax(dim=1)
    return found
