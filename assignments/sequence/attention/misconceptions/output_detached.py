"""en: No gradient passes through the weights on the way to the output.
ko: 출력에 쓰이는 가중치로는 그래디언트가 전달되지 않습니다.
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
    out = torch.matmul(attn.detach(), v)
    return out, attn
