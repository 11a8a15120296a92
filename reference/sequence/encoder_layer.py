"""A layer of the Transformer's encoder (Vaswani et al., arXiv 1706.03762; pre-norm: Xiong et al., arXiv 2002.04745).

post-norm:  z = LN(x + MHA(x)),   y = LN(z + FFN(z))
pre-norm:   z = x + MHA(LN(x)),   y = z + FFN(LN(z))

MHA = Concat(head_1, ..., head_h) W_O,   head_i = softmax(Q_i K_i^T / sqrt(d_k)) V_i,   d_k = d / h
FFN(z) = W_2 max(0, W_1 z + b_1) + b_2
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn


class MultiHeadAttention(nn.Module):
    """h heads of d / h features each, side by side. (Each file of the Transformer stands alone, so it has its own.)"""

    def __init__(self, d: int, h: int) -> None:
        super().__init__()
        self.h = h
        self.q, self.k, self.v, self.o = (nn.Linear(d, d) for _ in range(4))

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        Q, K, V = (linear(x).unflatten(-1, (self.h, -1)).transpose(1, 2) for linear in (self.q, self.k, self.v))
        scores = Q @ K.mT / math.sqrt(Q.shape[-1])  # [N, h, T, T]
        if mask is not None:
            scores = scores.masked_fill(~(mask if mask.dim() == 2 else mask[:, None]), -math.inf)
        heads = torch.softmax(scores, dim=-1) @ V  # [N, h, T, d / h]
        out: Tensor = self.o(heads.transpose(1, 2).flatten(2))
        return out


class EncoderLayer(nn.Module):
    """x [N, T, d] to the same. `mask` bool [T, T] or [N, T, T]: row t says to which tokens, one at least, token t may
    attend (True). d is a multiple of h, ff the width inside the FFN.

    Parameters: 4d^2 + 4d in MHA, 2 d ff + ff + d in the FFN, 4d in the norms.
    """

    def __init__(self, d: int, h: int, ff: int, norm_first: bool = False) -> None:
        super().__init__()
        self.norm_first = norm_first
        self.attention = MultiHeadAttention(d, h)
        self.ffn = nn.Sequential(nn.Linear(d, ff), nn.ReLU(), nn.Linear(ff, d))
        self.norm1, self.norm2 = nn.LayerNorm(d), nn.LayerNorm(d)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        if self.norm_first:
            z = x + self.attention(self.norm1(x), mask)
            y: Tensor = z + self.ffn(self.norm2(z))
        else:
            z = self.norm1(x + self.attention(x, mask))
            y = self.norm2(z + self.ffn(z))
        return y
