"""The mask as a tensor of 0 and minus infinity that is added; the root from a float32 tensor; a list is returned."""

from __future__ import annotations

import torch


def sdpa(q, k, v, mask=None):
    scale = torch.sqrt(torch.tensor(float(q.shape[-1]), device=q.device))
    scores = (q @ k.transpose(-1, -2)) / scale
    if mask is not None:
        bias = torch.zeros(mask.shape, dtype=q.dtype, device=q.device)
        bias = bias.masked_fill(mask.logical_not(), float("-inf"))
        scores = scores + bias
    weights = torch.nn.functional.softmax(scores, dim=-1)
    return [weights @ v, weights]
