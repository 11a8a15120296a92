"""en: You divide by the root of the number of keys, not of the number of features d_k.
ko: 특징의 수 d_k가 아니라 키의 수의 제곱근으로 나누었습니다.
"""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    d_k = k.size(-2)
    scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    attn = torch.softmax(scores, dim=-1)
    out = torch.matmul(attn, v)
    return out, attn
