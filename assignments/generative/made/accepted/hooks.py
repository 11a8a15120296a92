"""A hook before each layer masks its weight; torch.where; masks not registered."""

from itertools import pairwise

import torch
import torch.nn as nn
import torch.nn.functional as F


def degrees_of(D, hidden):
    out = [torch.tensor([d + 1 for d in range(D)])]
    for H in hidden:
        out.append(torch.tensor([1 + (k % (D - 1)) for k in range(H)]))
    return out


def made_masks(D, hidden, degrees=None):
    ms = degrees_of(D, hidden) if degrees is None else list(degrees)
    inner = [torch.where(b.reshape(1, -1) <= a.reshape(-1, 1), 1.0, 0.0) for b, a in pairwise(ms)]
    outer = torch.where(ms[-1].reshape(1, -1) < ms[0].reshape(-1, 1), 1.0, 0.0)
    return [*inner, outer]


class MADE(nn.Module):
    def __init__(self, D, hidden, degrees=None):
        super().__init__()
        sizes = (D, *hidden, D)
        self.layers = nn.ModuleList()
        for i, mask in enumerate(made_masks(D, hidden, degrees)):
            layer = nn.Linear(sizes[i], sizes[i + 1])

            def apply_mask(module, args, mask=mask):
                with torch.no_grad():
                    module.weight.copy_(module.weight * mask.to(module.weight))

            layer.register_forward_pre_hook(apply_mask)
            self.layers.append(layer)

    def forward(self, x):
        *inner, last = self.layers
        for layer in inner:
            x = F.relu(layer(x))
        return last(x)
