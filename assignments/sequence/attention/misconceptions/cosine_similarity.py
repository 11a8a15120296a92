"""en: You divide queries and keys by their lengths; attention uses the plain dot product.
ko: 쿼리와 키를 길이로 나누었습니다. 어텐션은 내적을 그대로 씁니다.
"""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    d_k = q.size(-1)
    q_unit, k_unit = torch.nn.functional.normalize(q, dim=-1), torch.nn.functional.normalize(k, dim=-1)
    scores = torch.matmul(q_unit, k_unit.transpose(-2, -1)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    attn = torch.softmax(scores, dim=-1)
    out = torch.matmul(attn, v)
    return out, attn
