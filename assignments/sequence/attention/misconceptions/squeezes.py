"""en: You squeeze the results, and axes of size 1 are lost.
ko: 결과에 squeeze를 하여 크기가 1인 축이 사라집니다.
"""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    d_k = q.size(-1)
    scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    attn = torch.softmax(scores, dim=-1)
    out = torch.matmul(attn, v)
    return out.squeeze(), attn.squeeze()
