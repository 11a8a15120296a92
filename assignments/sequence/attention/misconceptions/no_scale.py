"""en: You do not divide the scores by √d_k.
ko: 점수를 √d_k로 나누지 않았습니다.
"""

from __future__ import annotations

import torch


def sdpa(q, k, v, mask=None):
    scores = torch.matmul(q, k.transpose(-2, -1))
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    attn = torch.softmax(scores, dim=-1)
    out = torch.matmul(attn, v)
    return out, attn
