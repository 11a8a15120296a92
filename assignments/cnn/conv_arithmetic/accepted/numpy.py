"""numpy's floor and products."""

from __future__ import annotations

import numpy as np


def conv_out(n, k, s=1, p=0, d=1):
    return int(np.floor((n + 2 * p - (d * (k - 1) + 1)) / s + 1))


def conv_params(ci, co, k, bias=True, groups=1):
    weights = np.prod(np.broadcast_to(k, 2)) * ci * co // groups
    return int(weights) + bias * co


def conv_macs(size, ci, co, k, s=1, p=0, d=1, groups=1):
    sides = [conv_out(n, e, s, p, d) for n, e in zip(np.broadcast_to(size, 2), np.broadcast_to(k, 2), strict=True)]
    return int(np.prod(sides)) * conv_params(ci, co, k, False, groups)


def count_params(model):
    return int(sum(np.prod(p.shape) for p in set(model.parameters()) if p.requires_grad))
