"""en: You take the largest difference with its sign.
ko: 부호가 있는 차이의 최댓값을 구합니다.
"""

from __future__ import annotations

import torch
from torch import nn


def fc_params(h, w, c, out):
    return (h * w * c + 1) * out


def local_params(h, w, c, out, k):
    return h * w * shared_params(c, out, k)


def shared_params(c, out, k):
    return c * k * k * out + out


def linear_share(model):
    seen, linear = set(), 0
    total = sum(p.numel() for p in model.parameters())
    for module in model.modules():
        if isinstance(module, nn.Linear):
            for p in module.parameters():
                if p not in seen:
                    seen.add(p)
                    linear += p.numel()
    return linear / total if total else 0.0


def equivariance_error(f, x, shift, margin):
    moved_first = f(torch.roll(x, shift, dims=(2, 3)))
    moved_last = torch.roll(f(x), shift, dims=(2, 3))
    difference = moved_first - moved_last
    h, w = difference.shape[2:]
    return difference[:, :, margin : h - margin, margin : w - margin].max().item()
