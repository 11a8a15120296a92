"""en: Your softmax is over the queries: columns sum to 1 instead of rows.
ko: softmax를 쿼리에 대하여 취했습니다. 행이 아니라 열의 합이 1입니다.
"""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    d_k = q.size(-1)
    scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    attn = torch.softmax(scores, dim=-2)
    out = torch.matmul(attn, v)
    return out, attn
