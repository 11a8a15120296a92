"""PyTorch's attention, whose mask is True where it blocks; encodings in a buffer; an output layer with E as weight."""

import math

import torch
import torch.nn as nn


class PositionalEncoding(nn.Module):
    def __init__(self, d_model, max_len=5000):
        super().__init__()
        position = torch.arange(max_len).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, d_model, 2) * (-math.log(10000.0) / d_model))
        pe = torch.zeros(1, max_len, d_model)
        pe[0, :, 0::2] = torch.sin(position * div_term)
        pe[0, :, 1::2] = torch.cos(position * div_term)
        self.register_buffer("pe", pe)

    def forward(self, x):
        return x + self.pe[:, : x.size(1)]


class EncoderLayer(nn.Module):
    def __init__(self, d, h, ff):
        super().__init__()
        self.attn = nn.MultiheadAttention(d, h, batch_first=True)
        self.ffn = nn.Sequential(nn.Linear(d, ff), nn.ReLU(), nn.Linear(ff, d))
        self.norm1 = nn.LayerNorm(d)
        self.norm2 = nn.LayerNorm(d)

    def forward(self, x):
        x = self.norm1(x + self.attn(x, x, x)[0])
        return self.norm2(x + self.ffn(x))


class DecoderLayer(nn.Module):
    def __init__(self, d, h, ff):
        super().__init__()
        self.attn = nn.MultiheadAttention(d, h, batch_first=True)
        self.cross = nn.MultiheadAttention(d, h, batch_first=True)
        self.ffn = nn.Sequential(nn.Linear(d, ff), nn.ReLU(), nn.Linear(ff, d))
        self.norm1 = nn.LayerNorm(d)
        self.norm2 = nn.LayerNorm(d)
        self.norm3 = nn.LayerNorm(d)

    def forward(self, x, memory, blocked):
        x = self.norm1(x + self.attn(x, x, x, attn_mask=blocked, need_weights=False)[0])
        x = self.norm2(x + self.cross(x, memory, memory, need_weights=False)[0])
        return self.norm3(x + self.ffn(x))


class Transformer(nn.Module):
    def __init__(self, V, d=512, h=8, N=6, ff=2048):
        super().__init__()
        self.d_model = d
        self.embed = nn.Embedding(V, d)
        self.pos = PositionalEncoding(d)
        self.encoder = nn.ModuleList([EncoderLayer(d, h, ff) for _ in range(N)])
        self.decoder = nn.ModuleList([DecoderLayer(d, h, ff) for _ in range(N)])
        self.generator = nn.Linear(d, V, bias=False)
        self.generator.weight = self.embed.weight

    def forward(self, src, tgt):
        memory = self.pos(self.embed(src) * math.sqrt(self.d_model))
        for layer in self.encoder:
            memory = layer(memory)
        T = tgt.size(1)
        blocked = torch.triu(torch.ones(T, T, device=tgt.device), diagonal=1).bool()
        out = self.pos(self.embed(tgt) * math.sqrt(self.d_model))
        for layer in self.decoder:
            out = layer(out, memory, blocked)
        return self.generator(out)


def shift_right(tgt, bos):
    out = tgt.new_zeros(tgt.shape)
    out[:, 1:] = tgt[:, :-1].clone()
    out[:, 0] = bos
    return out


def greedy_decode(model, src, bos, length):
    ys = torch.full((src.size(0), 1), bos).type_as(src)
    for _ in range(length):
        prob = model(src, ys)[:, -1].softmax(dim=-1)
        _, next_word = torch.max(prob, dim=1)
        ys = torch.cat([ys, next_word.unsqueeze(1)], dim=1)
    return ys[:, 1:]
