"""en: You fill with zeros what is shifted in; it comes from the opposite border.
ko: 들어오는 자리를 0으로 채웁니다. 반대쪽에서 들어와야 합니다.
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
    dy, dx = shift
    if dy > 0:
        moved_last[:, :, :dy] = 0
    if dx > 0:
        moved_last[:, :, :, :dx] = 0
    difference = (moved_first - moved_last).abs()
    h, w = difference.shape[2:]
    return difference[:, :, margin : h - margin, margin : w - margin].max().item()
