"""en: You swap axes 1 and 2 of the keys, which are the last two only where there are three.
ko: 키의 축 1과 2를 바꾸었습니다. 축이 세 개일 때만 그것이 마지막 두 축입니다.
"""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    d_k = q.size(-1)
    scores = torch.matmul(q, k.transpose(1, 2)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    attn = torch.softmax(scores, dim=-1)
    out = torch.matmul(attn, v)
    return out, attn
