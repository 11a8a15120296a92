"""en: You returned `attn` detached, so that no gradient flows through it.
ko: `attn`을 detach하여 반환했으므로 그래디언트가 거쳐 가지 못합니다.
"""

import math

import torch


def sdpa(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    attn = torch.softmax(scores, dim=-1)
    return attn @ v, attn.detach()
