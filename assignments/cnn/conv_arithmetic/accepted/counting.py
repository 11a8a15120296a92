"""Windows are counted, and layers of the meta device are asked."""

from __future__ import annotations

import torch
from torch import nn


def conv_out(n, k, s=1, p=0, d=1):
    span = d * (k - 1) + 1
    return len(range(-p, n + p - span + 1, s))


def conv_params(ci, co, k, bias=True, groups=1):
    return count_params(nn.Conv2d(ci, co, k, bias=bias, groups=groups, device="meta"))


def conv_macs(size, ci, co, k, s=1, p=0, d=1, groups=1):
    size = [size, size] if type(size) is int else size
    layer = nn.Conv2d(ci, co, k, s, p, d, groups, bias=False, device="meta")
    y = layer(torch.empty(1, ci, *size, device="meta"))
    return y[0, 0].numel() * layer.weight.numel()


def count_params(model):
    seen, total = set(), 0
    for module in model.modules():
        for param in module._parameters.values():
            if param is not None and param.requires_grad and id(param) not in seen:
                seen.add(id(param))
                total += param.nelement()
    return total
