"""Parameters in lists, masks as buffers by number, einsum."""

import math

import torch
from torch import nn


def made_masks(D, hidden, degrees=None):
    m = degrees or [torch.arange(1, D + 1), *[torch.arange(H).remainder(D - 1).add(1) for H in hidden]]
    masks = [(m[i].view(-1, 1) - m[i - 1].view(1, -1) >= 0).double() for i in range(1, len(m))]
    masks += [(m[0].view(-1, 1) - m[-1].view(1, -1) >= 1).double()]
    return masks


class MADE(nn.Module):
    def __init__(self, D, hidden, degrees=None):
        super().__init__()
        self.biases, self.weights = nn.ParameterList(), nn.ParameterList()
        self.depth = len(hidden) + 1
        for i, mask in enumerate(made_masks(D, hidden, degrees)):
            self.register_buffer(f"mask{i}", mask)
            bound = 1 / math.sqrt(mask.shape[1])
            self.weights.append(nn.Parameter(torch.empty(mask.shape).uniform_(-bound, bound)))
            self.biases.append(nn.Parameter(torch.zeros(mask.shape[0])))

    def forward(self, x):
        h = x
        for i in range(self.depth):
            weight = self.weights[i] * getattr(self, f"mask{i}").to(x.dtype)
            h = torch.einsum("ni,oi->no", h, weight) + self.biases[i]
            if i + 1 < self.depth:
                h = torch.clamp(h, min=0)
        return h
