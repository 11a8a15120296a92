"""Layers of the meta device, a mask for the margin, a tensor as result."""

from __future__ import annotations

import torch
import torch.nn as nn


def count(module):
    return sum(p.numel() for p in module.parameters())


def fc_params(h, w, c, out):
    return count(nn.Linear(h * w * c, out, device="meta"))


def shared_params(c, out, k):
    return count(nn.Conv2d(c, out, k, device="meta"))


def local_params(h, w, c, out, k):
    return sum(shared_params(c, out, k) for _ in range(h)) * w


def linear_share(model):
    parameters = set(model.parameters())
    mine = set().union(*(m.parameters() for m in model.modules() if isinstance(m, nn.Linear)))
    return sum(map(torch.numel, mine)) / max(sum(map(torch.numel, parameters)), 1)


@torch.no_grad()
def equivariance_error(f, x, shift, margin):
    dy, dx = shift

    def move(z):
        return z.roll(dy, -2).roll(dx, -1)

    def inside(i):
        return (i >= margin) & (i < len(i) - margin)

    d = (f(move(x)) - move(f(x))).abs()
    rows, columns = torch.arange(d.shape[-2]), torch.arange(d.shape[-1])
    return d[..., inside(rows), :][..., inside(columns)].amax()
