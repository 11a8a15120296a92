"""en: You divide the query by √d_k in place, and so change what the caller gave you.
ko: 쿼리를 제자리에서 √d_k로 나누어 받은 텐서를 바꾸었습니다.
"""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    d_k = q.size(-1)
    with torch.no_grad():
        q /= math.sqrt(d_k)
    scores = torch.matmul(q, k.transpose(-2, -1))
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    attn = torch.softmax(scores, dim=-1)
    out = torch.matmul(attn, v)
    return out, attn
