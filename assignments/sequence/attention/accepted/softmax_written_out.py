"""The softmax written out; the mask multiplies the exponentials before they are divided by their sum."""

from __future__ import annotations

import torch


def sdpa(q, k, v, mask=None):
    scores = q @ k.mT / q.shape[-1] ** 0.5
    e = torch.exp(scores - scores.amax(-1, keepdim=True))
    if mask is not None:
        e = e * mask
    attn = e / e.sum(-1, keepdim=True)
    return attn @ v, attn
