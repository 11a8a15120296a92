"""en: You set weights to 0 after the softmax, and the rest of the row no longer sums to 1.
ko: softmax 다음에 가중치를 0으로 만들어 행의 나머지 합이 1이 되지 않습니다.
"""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    d_k = q.size(-1)
    scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(d_k)
    attn = torch.softmax(scores, dim=-1)
    if mask is not None:
        attn = attn * mask
    out = torch.matmul(attn, v)
    return out, attn
