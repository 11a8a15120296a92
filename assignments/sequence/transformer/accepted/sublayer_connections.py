"""Clones of whole layers, sublayers passed as functions, embeddings with the scale in a module, xavier weights."""

import copy
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


def clones(module, N):
    return nn.ModuleList([copy.deepcopy(module) for _ in range(N)])


class SublayerConnection(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.norm = nn.LayerNorm(size)

    def forward(self, x, sublayer):
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
    def __init__(self, size, self_attn, feed_forward):
        super().__init__()
        self.self_attn = self_attn
        self.feed_forward = feed_forward
        self.sublayer = clones(SublayerConnection(size), 2)

    def forward(self, x):
        x = self.sublayer[0](x, lambda x: self.self_attn(x, x, x))
        return self.sublayer[1](x, self.feed_forward)


class DecoderLayer(nn.Module):
    def __init__(self, size, self_attn, src_attn, feed_forward):
        super().__init__()
        self.self_attn = self_attn
        self.src_attn = src_attn
        self.feed_forward = feed_forward
        self.sublayer = clones(SublayerConnection(size), 3)

    def forward(self, x, memory, tgt_mask):
        m = memory
        x = self.sublayer[0](x, lambda x: self.self_attn(x, x, x, tgt_mask))
        x = self.sublayer[1](x, lambda x: self.src_attn(x, m, m))
        return self.sublayer[2](x, self.feed_forward)


class Embeddings(nn.Module):
    def __init__(self, d_model, vocab):
        super().__init__()
        self.lut = nn.Embedding(vocab, d_model)
        self.d_model = d_model

    def forward(self, x):
        position = torch.arange(0, x.size(1), device=x.device).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, self.d_model, 2, device=x.device) * -(math.log(10000.0) / self.d_model))
        pe = torch.zeros(x.size(1), self.d_model, device=x.device)
        pe[:, 0::2] = torch.sin(position * div_term)
        pe[:, 1::2] = torch.cos(position * div_term)
        return self.lut(x) * math.sqrt(self.d_model) + pe.requires_grad_(False)


class Transformer(nn.Module):
    def __init__(self, V, d=512, h=8, N=6, ff=2048):
        super().__init__()
        c = copy.deepcopy
        attn, feed = MultiHeadedAttention(h, d), PositionwiseFeedForward(d, ff)
        self.decoder = clones(DecoderLayer(d, c(attn), c(attn), c(feed)), N)
        self.encoder = clones(EncoderLayer(d, c(attn), c(feed)), N)
        self.embed = Embeddings(d, V)
        for p in self.parameters():
            if p.dim() > 1:
                nn.init.xavier_uniform_(p)

    def forward(self, src, tgt):
        memory, x = self.embed(src), self.embed(tgt)
        for layer in self.encoder:
            memory = layer(memory)
        size = tgt.size(1)
        mask = torch.triu(torch.ones(1, size, size), diagonal=1).type(torch.uint8) == 0
        for layer in self.decoder:
            x = layer(x, memory, mask.to(x.device))
        return x @ self.embed.lut.weight.transpose(0, 1)


def shift_right(tgt, bos):
    return torch.cat([torch.ones_like(tgt[:, :1]) * bos, tgt[:, :-1]], dim=1)


def greedy_decode(model, src, bos, length):
    ys = torch.zeros(src.size(0), 1).fill_(bos).type_as(src.data)
    for _ in range(length):
        out = model(src, ys)
        ys = torch.cat([ys, out[:, -1].argmax(-1)[:, None]], dim=-1)
    return ys[:, 1:]
