"""en: The logits use the embedding detached (`.data`), so that the output side gives it no gradient.
ko: 로짓을 계산할 때 임베딩을 detach하여(`.data`) 출력 쪽에서 그래디언트가 전달되지 않습니다.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn


def encoding(n: int, d: int, device, dtype) -> Tensor:
    p = torch.arange(n, device=device, dtype=dtype)[:, None]
    f = torch.exp(torch.arange(0, d, 2, device=device, dtype=dtype) * (-math.log(10000.0) / d))
    return torch.stack([torch.sin(p * f), torch.cos(p * f)], -1).reshape(n, d)


class EncoderLayer(nn.Module):
    def __init__(self, d: int, h: int, ff: int) -> None:
        super().__init__()
        self.attn = nn.MultiheadAttention(d, h, batch_first=True)
        self.ffn = nn.Sequential(nn.Linear(d, ff), nn.ReLU(), nn.Linear(ff, d))
        self.n1, self.n2 = nn.LayerNorm(d), nn.LayerNorm(d)

    def forward(self, x: Tensor) -> Tensor:
        z = self.n1(x + self.attn(x, x, x, need_weights=False)[0])
        return self.n2(z + self.ffn(z))


class DecoderLayer(nn.Module):
    def __init__(self, d: int, h: int, ff: int) -> None:
        super().__init__()
        self.attn = nn.MultiheadAttention(d, h, batch_first=True)
        self.cross = nn.MultiheadAttention(d, h, batch_first=True)
        self.ffn = nn.Sequential(nn.Linear(d, ff), nn.ReLU(), nn.Linear(ff, d))
        self.n1, self.n2, self.n3 = nn.LayerNorm(d), nn.LayerNorm(d), nn.LayerNorm(d)

    def forward(self, x: Tensor, m: Tensor, blocked: Tensor) -> Tensor:
        a = self.n1(x + self.attn(x, x, x, attn_mask=blocked, need_weights=False)[0])
        b = self.n2(a + self.cross(a, m, m, need_weights=False)[0])
        return self.n3(b + self.ffn(b))


class Transformer(nn.Module):
    def __init__(self, V: int, d: int = 512, h: int = 8, N: int = 6, ff: int = 2048) -> None:
        super().__init__()
        self.d = d
        self.emb = nn.Embedding(V, d)
        nn.init.normal_(self.emb.weight, std=d**-0.5)
        self.enc = nn.ModuleList([EncoderLayer(d, h, ff) for _ in range(N)])
        self.dec = nn.ModuleList([DecoderLayer(d, h, ff) for _ in range(N)])

    def embed(self, t: Tensor) -> Tensor:
        w = self.emb.weight
        return self.emb(t) * math.sqrt(self.d) + encoding(t.shape[1], self.d, w.device, w.dtype)

    def forward(self, src: Tensor, tgt: Tensor) -> Tensor:
        m = self.embed(src)
        for layer in self.enc:
            m = layer(m)
        T = tgt.shape[1]
        blocked = torch.ones(T, T, dtype=torch.bool, device=tgt.device).triu(1)
        y = self.embed(tgt)
        for layer in self.dec:
            y = layer(y, m, blocked)
        return y @ self.emb.weight.data.T


def shift_right(tgt: Tensor, bos: int) -> Tensor:
    first = torch.full_like(tgt[:, :1], bos)
    return torch.cat([first, tgt[:, :-1]], dim=1)


@torch.no_grad()
def greedy_decode(model: nn.Module, src: Tensor, bos: int, length: int) -> Tensor:
    out = torch.full((src.shape[0], 1), bos, dtype=torch.long, device=src.device)
    for _ in range(length):
        logits = model(src, out)[:, -1].clone()
        out = torch.cat([out, logits.argmax(-1, keepdim=True)], dim=1)
    return out[:, 1:]
