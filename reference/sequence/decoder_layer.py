"""A layer of the Transformer's decoder (Vaswani et al., arXiv 1706.03762; pre-norm: Xiong et al., arXiv 2002.04745).

    post-norm:  a = LN(x + MHA(x, x)),   b = LN(a + MHA(a, m)),   y = LN(b + FFN(b))
    pre-norm:   a = x + MHA(LN(x), LN(x)),   b = a + MHA(LN(a), m),   y = b + FFN(LN(b))

    MHA(x, m) = Concat(head_1, ..., head_h) W_O,   head_i = softmax(Q_i K_i^T / sqrt(d_k)) V_i,   d_k = d / h
    FFN(z) = W_2 max(0, W_1 z + b_1) + b_2

Queries come from x, keys and values from m: from x itself, or from the memory that the encoder leaves.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn


def causal_mask(T: int) -> Tensor:
    """bool [T, T]: token t may attend (True) to itself and to what comes before it."""
    return torch.ones(T, T, dtype=torch.bool).tril()


class MultiHeadAttention(nn.Module):
    """h heads of d / h features each, side by side. (Each file of the Transformer stands alone, so it has its own.)"""

    def __init__(self, d: int, h: int) -> None:
        super().__init__()
        self.h = h
        self.q, self.k, self.v, self.o = (nn.Linear(d, d) for _ in range(4))

    def forward(self, x: Tensor, m: Tensor, mask: Tensor | None) -> Tensor:
        projected = self.q(x), self.k(m), self.v(m)
        Q, K, V = (some.unflatten(-1, (self.h, -1)).transpose(1, 2) for some in projected)
        scores = Q @ K.mT / math.sqrt(Q.shape[-1])  # [N, h, T, S]
        if mask is not None:
            scores = scores.masked_fill(~(mask if mask.dim() == 2 else mask[:, None]), -math.inf)
        heads = torch.softmax(scores, dim=-1) @ V  # [N, h, T, d / h]
        out: Tensor = self.o(heads.transpose(1, 2).flatten(2))
        return out


class DecoderLayer(nn.Module):
    """x [N, T, d] and memory [N, S, d] to [N, T, d]. Masks are bool, True where a token may attend, to one token at
    least: `tgt_mask` [T, T] or [N, T, T], `memory_mask` [T, S] or [N, T, S]. The future is the caller's to hide.

    d is a multiple of h, ff the width inside the FFN.

    Parameters: 4d^2 + 4d in each MHA, 2 d ff + ff + d in the FFN, 6d in the norms.
    """

    def __init__(self, d: int, h: int, ff: int, norm_first: bool = False) -> None:
        super().__init__()
        self.norm_first = norm_first
        self.attention, self.cross = MultiHeadAttention(d, h), MultiHeadAttention(d, h)
        self.ffn = nn.Sequential(nn.Linear(d, ff), nn.ReLU(), nn.Linear(ff, d))
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(d) for _ in range(3))

    def forward(
        self, x: Tensor, memory: Tensor, tgt_mask: Tensor | None = None, memory_mask: Tensor | None = None
    ) -> Tensor:
        if self.norm_first:
            first = self.norm1(x)
            a = x + self.attention(first, first, tgt_mask)
            b = a + self.cross(self.norm2(a), memory, memory_mask)
            y: Tensor = b + self.ffn(self.norm3(b))
        else:
            a = self.norm1(x + self.attention(x, x, tgt_mask))
            b = self.norm2(a + self.cross(a, memory, memory_mask))
            y = self.norm3(b + self.ffn(b))
        return y
