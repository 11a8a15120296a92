"""Differences of running sums."""

from __future__ import annotations

import torch


def lrn(x, n=5, k=2.0, alpha=1e-4, beta=0.75, divide_by_n=False):
    zero = torch.zeros_like(x[:, :1])
    running = torch.cat([zero, x.pow(2).cumsum(dim=1)], dim=1)
    c = torch.arange(x.shape[1], device=x.device)
    upper = (c + (n - 1) // 2 + 1).clamp(max=x.shape[1])
    lower = (c - n // 2).clamp(min=0)
    total = running[:, upper] - running[:, lower]
    return x / torch.exp(beta * torch.log(k + alpha * total / (n if divide_by_n else 1)))
