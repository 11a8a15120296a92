"""en: Your softmax is over axis 1, which is the keys' for matrices alone: count from the end.
ko: softmax를 축 1에 대하여 취했습니다. 그 축이 키인 것은 행렬일 때뿐입니다. 뒤에서부터 세십시오.
"""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    d_k = q.size(-1)
    scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    attn = torch.softmax(scores, dim=1)
    out = torch.matmul(attn, v)
    return out, attn
