"""en: The memory is detached, so that no gradient reaches it.
ko: memory를 detach하여 그래디언트가 전달되지 않습니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def causal_mask(T: int) -> Tensor:
    return torch.ones(T, T, dtype=torch.bool).tril()


class MHA(nn.Module):
    def __init__(self, d: int, h: int) -> None:
        super().__init__()
        self.h = h
        self.q = nn.Linear(d, d)
        self.k = nn.Linear(d, d)
        self.v = nn.Linear(d, d)
        self.o = nn.Linear(d, d)

    def split(self, t: Tensor) -> Tensor:
        return t.unflatten(-1, (self.h, -1)).transpose(1, 2)

    def forward(self, q: Tensor, c: Tensor, mask: Tensor | None = None) -> Tensor:
        if mask is not None and mask.dim() == 3:
            mask = mask.unsqueeze(1)
        out = F.scaled_dot_product_attention(
            self.split(self.q(q)), self.split(self.k(c)), self.split(self.v(c)), attn_mask=mask
        )
        return self.o(out.transpose(1, 2).flatten(2))


class DecoderLayer(nn.Module):
    def __init__(self, d: int, h: int, ff: int, norm_first: bool = False) -> None:
        super().__init__()
        self.norm_first = norm_first
        self.self_attn = MHA(d, h)
        self.cross_attn = MHA(d, h)
        self.ffn = nn.Sequential(nn.Linear(d, ff), nn.ReLU(), nn.Linear(ff, d))
        self.n1, self.n2, self.n3 = nn.LayerNorm(d), nn.LayerNorm(d), nn.LayerNorm(d)

    def forward(
        self, x: Tensor, memory: Tensor, tgt_mask: Tensor | None = None, memory_mask: Tensor | None = None
    ) -> Tensor:
        memory = memory.detach()  # the encoder is finished with it
        if self.norm_first:
            y = self.n1(x)
            a = x + self.self_attn(y, y, tgt_mask)
            b = a + self.cross_attn(self.n2(a), memory, memory_mask)
            return b + self.ffn(self.n3(b))
        a = self.n1(x + self.self_attn(x, x, tgt_mask))
        b = self.n2(a + self.cross_attn(a, memory, memory_mask))
        return self.n3(b + self.ffn(b))
