"""en: You do not use the mask.
ko: 마스크를 쓰지 않았습니다.
"""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    d_k = q.size(-1)
    scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(d_k)
    attn = torch.softmax(scores, dim=-1)
    out = torch.matmul(attn, v)
    return out, attn
