"""Small linear layers for each head; one embedding passed around; the target's prefix in a Python list."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class Head(nn.Module):
    def __init__(self, d, d_k):
        super().__init__()
        self.key, self.query, self.value = nn.Linear(d, d_k), nn.Linear(d, d_k), nn.Linear(d, d_k)

    def forward(self, x, m, causal):
        wei = self.query(x) @ self.key(m).transpose(-2, -1) * self.key.out_features**-0.5
        if causal:
            tril = torch.tril(torch.ones(x.shape[1], x.shape[1], device=x.device))
            wei = wei.masked_fill(tril == 0, float("-inf"))
        return F.softmax(wei, dim=-1) @ self.value(m)


class MultiHead(nn.Module):
    def __init__(self, d, h):
        super().__init__()
        self.heads = nn.ModuleList([Head(d, d // h) for _ in range(h)])
        self.proj = nn.Linear(d, d)

    def forward(self, x, m, causal=False):
        return self.proj(torch.cat([head(x, m, causal) for head in self.heads], dim=-1))


class Residual(nn.Module):
    def __init__(self, d, inner):
        super().__init__()
        self.inner, self.norm = inner, nn.LayerNorm(d)

    def forward(self, x, *rest):
        return self.norm(x + self.inner(x, *rest))


def feed_forward(d, ff):
    return nn.Sequential(nn.Linear(d, ff), nn.ReLU(), nn.Linear(ff, d))


class Transformer(nn.Module):
    def __init__(self, V, d=512, h=8, N=6, ff=2048):
        super().__init__()
        self.token = nn.Embedding(V, d)
        self.enc = nn.ModuleList([])
        self.dec = nn.ModuleList([])
        for _ in range(N):
            self.enc.append(nn.ModuleList([Residual(d, MultiHead(d, h)), Residual(d, feed_forward(d, ff))]))
            self.dec.append(
                nn.ModuleList(
                    [Residual(d, MultiHead(d, h)), Residual(d, MultiHead(d, h)), Residual(d, feed_forward(d, ff))]
                )
            )

    def x(self, tokens):
        e = self.token(tokens)
        d = e.shape[-1]
        j = torch.arange(d, device=e.device)
        p = torch.arange(e.shape[1], device=e.device)[:, None]
        angle = p / torch.pow(torch.tensor(10000.0, dtype=torch.float64, device=e.device), (j - j % 2) / d)
        return e * d**0.5 + torch.where(j % 2 == 0, angle.sin(), angle.cos()).to(e.dtype)

    def forward(self, src, tgt):
        m = self.x(src)
        for attention, ffn in self.enc:
            m = ffn(attention(m, m))
        y = self.x(tgt)
        for attention, cross, ffn in self.dec:
            y = ffn(cross(attention(y, y, True), m))
        return y @ self.token.weight.t()


def shift_right(tgt, bos):
    return F.pad(tgt, (1, 0), value=bos)[:, :-1]


def greedy_decode(model, src, bos, length):
    prefix = [torch.full_like(src[:, 0], bos)]
    while len(prefix) <= length:
        prefix.append(model(src, torch.stack(prefix, dim=1))[:, -1].argmax(dim=-1))
    return torch.stack(prefix[1:], dim=1)
