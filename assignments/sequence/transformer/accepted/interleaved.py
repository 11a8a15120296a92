"""A row for the queries, one for the keys, one for the values, and so on in one layer; decoding on the device of the model."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def encodings(T: int, d: int) -> Tensor:
    """Of the places 0 to T - 1, float64 [T, d]; d is even."""
    angles = torch.arange(T)[:, None] / 10_000 ** (torch.arange(0, d, 2, dtype=torch.float64) / d)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)


def past(T: int) -> Tensor:
    """bool [T, T]: True where a token may attend, to itself and to what comes before it."""
    return torch.ones(T, T, dtype=torch.bool).tril()


class MultiHeadAttention(nn.Module):
    """Queries from x [N, T, d], keys and values from m [N, S, d]; mask bool [T, S], True where a token may attend."""

    def __init__(self, d: int, h: int) -> None:
        super().__init__()
        self.h = h
        self.qkv, self.o = nn.Linear(d, 3 * d), nn.Linear(d, d)

    def forward(self, x: Tensor, m: Tensor, mask: Tensor | None = None) -> Tensor:
        projected = self.qkv(x)[..., 0::3], self.qkv(m)[..., 1::3], self.qkv(m)[..., 2::3]
        Q, K, V = (some.unflatten(-1, (self.h, -1)).transpose(1, 2) for some in projected)
        scores = Q @ K.mT / math.sqrt(Q.shape[-1])  # [N, h, T, S]
        if mask is not None:
            scores = scores.masked_fill(~mask, -math.inf)
        heads = torch.softmax(scores, dim=-1) @ V  # [N, h, T, d / h]
        out: Tensor = self.o(heads.transpose(1, 2).flatten(2))
        return out


class Layer(nn.Module):
    """Of the encoder, or, with `cross`, of the decoder, which looks at the memory, too."""

    def __init__(self, d: int, h: int, ff: int, cross: bool) -> None:
        super().__init__()
        self.attention = MultiHeadAttention(d, h)
        self.cross = MultiHeadAttention(d, h) if cross else None
        self.ffn = nn.Sequential(nn.Linear(d, ff), nn.ReLU(), nn.Linear(ff, d))
        self.norms = nn.ModuleList(nn.LayerNorm(d) for _ in range(3 if cross else 2))

    def forward(self, x: Tensor, memory: Tensor | None = None, mask: Tensor | None = None) -> Tensor:
        x = self.norms[0](x + self.attention(x, x, mask))
        if self.cross is not None:
            x = self.norms[1](x + self.cross(x, memory))
        y: Tensor = self.norms[-1](x + self.ffn(x))
        return y


class Transformer(nn.Module):
    """src int64 [B, S] and tgt int64 [B, T], tokens 0 to V - 1, to logits [B, T, V]: at t, of what follows tgt[:, t].

    d, even and a multiple of h, is the width everywhere, ff that inside the FFNs, N the number of layers of a stack.
    """

    def __init__(self, V: int, d: int = 512, h: int = 8, N: int = 6, ff: int = 2048) -> None:
        super().__init__()
        self.d = d
        self.E = nn.Parameter(torch.randn(V, d) / math.sqrt(d))
        self.encoder = nn.ModuleList(Layer(d, h, ff, cross=False) for _ in range(N))
        self.decoder = nn.ModuleList(Layer(d, h, ff, cross=True) for _ in range(N))

    def embed(self, tokens: Tensor) -> Tensor:
        """[B, T] to [B, T, d]."""
        E: Tensor = self.E
        return math.sqrt(self.d) * F.embedding(tokens, E) + encodings(tokens.shape[1], self.d).to(E)

    def forward(self, src: Tensor, tgt: Tensor) -> Tensor:
        memory = self.embed(src)
        for layer in self.encoder:
            memory = layer(memory)
        y, mask = self.embed(tgt), past(tgt.shape[1]).to(tgt.device)
        for layer in self.decoder:
            y = layer(y, memory, mask)
        return y @ self.E.T


def shift_right(tgt: Tensor, bos: int) -> Tensor:
    """What the decoder reads in training: int64 [B, T] with `bos` in front and without the last token, [B, T]."""
    return F.pad(tgt[:, :-1], (1, 0), value=bos)


@torch.no_grad()
def greedy_decode(model: nn.Module, src: Tensor, bos: int, length: int) -> Tensor:
    """int64 [B, length]: the likeliest token after `bos`, the likeliest after these two, and so on."""
    tgt = torch.full((len(src), 1), bos, device=next(model.parameters()).device)
    for _ in range(length):
        tgt = torch.cat([tgt, model(src, tgt)[:, -1:].argmax(dim=-1)], dim=1)
    return tgt[:, 1:]
