"""en: One softmax over all queries and keys together: each query's weights must sum to 1.
ko: 모든 쿼리와 키에 대하여 softmax를 한 번 취했습니다. 쿼리마다 가중치의 합이 1이어야 합니다.
"""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    d_k = q.size(-1)
    scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    attn = torch.softmax(scores.flatten(-2), dim=-1).view_as(scores)
    out = torch.matmul(attn, v)
    return out, attn
