"""en: You count a weight that two Linear layers share once for each of them.
ko: 두 Linear 층이 함께 쓰는 가중치를 층마다 셉니다.
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
    linear = 0
    total = sum(p.numel() for p in model.parameters())
    for module in model.modules():
        if isinstance(module, nn.Linear):
            for p in module.parameters():
                linear += p.numel()
    return linear / total if total else 0.0


def equivariance_error(f, x, shift, margin):
    moved_first = f(torch.roll(x, shift, dims=(2, 3)))
    moved_last = torch.roll(f(x), shift, dims=(2, 3))
    difference = (moved_first - moved_last).abs()
    h, w = difference.shape[2:]
    return difference[:, :, margin : h - margin, margin : w - margin].max().item()
