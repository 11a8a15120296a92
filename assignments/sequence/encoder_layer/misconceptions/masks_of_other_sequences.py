"""en: Repeated for the heads, the masks [N, T, T] go to other sequences: all heads of the first sequence come first.
ko: 헤드 수만큼 반복한 마스크 [N, T, T]가 다른 시퀀스로 갑니다. 첫 시퀀스의 모든 헤드가 먼저 옵니다.
"""

from __future__ import annotations

from torch import Tensor, nn


class EncoderLayer(nn.Module):
    def __init__(self, d: int, h: int, ff: int, norm_first: bool = False) -> None:
        super().__init__()
        self.h = h
        self.norm_first = norm_first
        self.attn = nn.MultiheadAttention(d, h, batch_first=True)
        self.ffn = nn.Sequential(nn.Linear(d, ff), nn.ReLU(), nn.Linear(ff, d))
        self.norm1 = nn.LayerNorm(d)
        self.norm2 = nn.LayerNorm(d)

    def mha(self, x: Tensor, mask: Tensor | None) -> Tensor:
        blocked = None
        if mask is not None:
            blocked = ~mask
            if blocked.dim() == 3:
                blocked = blocked.repeat(self.h, 1, 1)
        return self.attn(x, x, x, attn_mask=blocked, need_weights=False)[0]

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        if self.norm_first:
            z = x + self.mha(self.norm1(x), mask)
            return z + self.ffn(self.norm2(z))
        z = self.norm1(x + self.mha(x, mask))
        return self.norm2(z + self.ffn(z))
