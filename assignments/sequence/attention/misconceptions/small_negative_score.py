"""en: Hidden scores are only as low as −10, which real scores reach too: set them to −∞.
ko: 가려진 점수가 −10밖에 되지 않는데 실제 점수도 그만큼 낮을 수 있습니다. −∞로 두십시오.
"""

from __future__ import annotations

import math

import torch


def sdpa(q, k, v, mask=None):
    d_k = q.size(-1)
    scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -10.0)
    attn = torch.softmax(scores, dim=-1)
    out = torch.matmul(attn, v)
    return out, attn
