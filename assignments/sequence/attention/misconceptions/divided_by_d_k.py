"""en: You divide the scores by d_k; divide by its square root.
ko: 점수를 d_k로 나누었습니다. 그 제곱근으로 나누십시오.
"""

from __future__ import annotations

import torch


def sdpa(q, k, v, mask=None):
    d_k = q.size(-1)
    scores = torch.matmul(q, k.transpose(-2, -1)) / d_k
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    attn = torch.softmax(scores, dim=-1)
    out = torch.matmul(attn, v)
    return out, attn
