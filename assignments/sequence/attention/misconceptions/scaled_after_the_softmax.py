"""en: You divide the weights by √d_k after the softmax; divide the scores before it.
ko: softmax 다음에 가중치를 √d_k로 나누었습니다. softmax 전에 점수를 나누십시오.
"""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    d_k = q.size(-1)
    scores = torch.matmul(q, k.transpose(-2, -1))
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    attn = torch.softmax(scores, dim=-1) / math.sqrt(d_k)
    out = torch.matmul(attn, v)
    return out, attn
