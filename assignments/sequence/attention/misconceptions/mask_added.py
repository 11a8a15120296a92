"""en: You add the mask to the scores as 0 and 1, which hides nothing.
ko: 마스크를 0과 1로 점수에 더했습니다. 그러면 아무것도 가려지지 않습니다.
"""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    d_k = q.size(-1)
    scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores + mask
    attn = torch.softmax(scores, dim=-1)
    out = torch.matmul(attn, v)
    return out, attn
