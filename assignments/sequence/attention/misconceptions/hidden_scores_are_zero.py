"""en: You set hidden scores to 0, and exp(0) is 1: set them to −∞.
ko: 가려진 점수를 0으로 두었는데 exp(0)은 1입니다. −∞로 두십시오.
"""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    d_k = q.size(-1)
    scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores * mask
    attn = torch.softmax(scores, dim=-1)
    out = torch.matmul(attn, v)
    return out, attn
