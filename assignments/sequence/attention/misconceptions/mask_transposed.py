"""en: Your mask is transposed: its rows are queries, its columns keys.
ko: 마스크가 전치되어 있습니다. 행이 쿼리이고 열이 키입니다.
"""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    d_k = q.size(-1)
    scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(mask.mT.reshape(mask.shape) == 0, -1e9)
    attn = torch.softmax(scores, dim=-1)
    out = torch.matmul(attn, v)
    return out, attn
