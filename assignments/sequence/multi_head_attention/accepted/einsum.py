"""Parameters with an axis for the heads, stored the other way round; the output a sum over heads."""

from __future__ import annotations

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d, h, bias=True):
        super().__init__()
        if d % h:
            raise ValueError("h does not divide d")
        self.wo = nn.Parameter(torch.randn(h, d // h, d) / d**0.5)
        self.wq, self.wk, self.wv = (nn.Parameter(torch.randn(h, d, d // h) / d**0.5) for _ in range(3))
        self.has_bias = bias
        if bias:
            self.bo = nn.Parameter(torch.zeros(d))
            self.bq, self.bk, self.bv = (nn.Parameter(torch.zeros(h, 1, d // h)) for _ in range(3))

    def forward(self, q, k, v, mask=None):
        q = torch.einsum("btd,hde->bhte", q, self.wq)
        k = torch.einsum("bsd,hde->bhse", k, self.wk)
        v = torch.einsum("bsd,hde->bhse", v, self.wv)
        if self.has_bias:
            q, k, v = q + self.bq, k + self.bk, v + self.bv
        logits = torch.einsum("bhte,bhse->bhts", q, k) / q.shape[-1] ** 0.5
        if mask is not None:
            mask = mask[:, None] if mask.ndim == 3 else mask
            logits = torch.where(mask, logits, torch.tensor(-torch.inf).to(logits))
        p = logits.softmax(-1)
        out = torch.einsum("bhts,bhse,hed->btd", p, v, self.wo)
        return (out + self.bo if self.has_bias else out), p
