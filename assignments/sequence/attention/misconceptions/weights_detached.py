"""en: No gradient passes through your weights, so none reaches q and k.
ko: 가중치를 지나는 그래디언트가 없어 q와 k에 전달되지 않습니다.
"""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    d_k = q.size(-1)
    scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    attn = torch.softmax(scores, dim=-1).detach()
    out = torch.matmul(attn, v)
    return out, attn
