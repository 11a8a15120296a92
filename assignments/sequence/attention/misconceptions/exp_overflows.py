"""en: You take exp of the scores themselves, which overflows for large ones: subtract the row's maximum first.
ko: 점수에 바로 exp를 취하여 점수가 크면 넘칩니다. 먼저 행의 최댓값을 빼십시오.
"""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    d_k = q.size(-1)
    scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    e = torch.exp(scores)
    attn = e / e.sum(-1, keepdim=True)
    out = torch.matmul(attn, v)
    return out, attn
