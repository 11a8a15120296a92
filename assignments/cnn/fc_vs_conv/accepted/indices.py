"""Index arithmetic instead of rolling, a walk over named parameters."""

from __future__ import annotations

import math

import torch


def fc_params(h, w, c, out):
    return math.prod((h, w, c, out)) + out


def shared_params(c, out, k):
    return sum(c * k**2 + 1 for _ in range(out))


def local_params(h, w, c, out, k):
    pixels = h * w
    return pixels * out * c * k**2 + pixels * out


def linear_share(model):
    names = {name for name, module in model.named_modules() if isinstance(module, torch.nn.Linear)}
    sizes = {}
    for name, p in model.named_parameters(remove_duplicate=False):
        inside = name.rpartition(".")[0] in names
        known = sizes.get(id(p), (0, False))
        sizes[id(p)] = (p.numel(), inside or known[1])
    total = sum(n for n, _ in sizes.values())
    return 0 if total == 0 else sum(n for n, inside in sizes.values() if inside) / total


def equivariance_error(f, x, shift, margin):
    def moved(z):
        rows = (torch.arange(z.shape[2]) - shift[0]) % z.shape[2]
        columns = (torch.arange(z.shape[3]) - shift[1]) % z.shape[3]
        return z[:, :, rows][:, :, :, columns]

    a, b = f(moved(x)), moved(f(x))
    worst = 0.0
    for i in range(margin, a.shape[2] - margin):
        for j in range(margin, a.shape[3] - margin):
            worst = max(worst, float((a[:, :, i, j] - b[:, :, i, j]).abs().max()))
    return worst
