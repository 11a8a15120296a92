"""en: Your weights are averaged over the first axis: samples must not see each other.
ko: 가중치를 첫 축에 대하여 평균했습니다. 표본이 서로 영향을 주어서는 안 됩니다.
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
    if attn.dim() > 2:
        attn = attn.mean(0, keepdim=True).expand_as(attn)
    out = torch.matmul(attn, v)
    return out, attn
