"""torch.nn.utils.parametrize masks the weights; degrees by repetition; integer masks."""

import torch
from torch import nn
from torch.nn.utils import parametrize


class Mask(nn.Module):
    def __init__(self, mask):
        super().__init__()
        self.register_buffer("mask", mask.bool())

    def forward(self, weight):
        return weight.masked_fill(~self.mask, 0)


def made_masks(D, hidden, degrees=None):
    if degrees is None:
        cycle = torch.arange(1, D)
        degrees = [torch.arange(D) + 1] + [cycle.repeat(-(-H // (D - 1)))[:H] for H in hidden]
    chain = [*degrees, degrees[0]]
    return [
        torch.ge(chain[i + 1].unsqueeze(1), chain[i].unsqueeze(0) + (i == len(hidden))).to(torch.int64)
        for i in range(len(chain) - 1)
    ]


class MADE(nn.Module):
    def __init__(self, D, hidden, degrees=None):
        super().__init__()
        layers = []
        for mask in made_masks(D, hidden, degrees):
            linear = nn.Linear(mask.shape[1], mask.shape[0])
            parametrize.register_parametrization(linear, "weight", Mask(mask))
            layers += [linear, nn.ReLU()]
        self.body = nn.Sequential(*layers[:-1])

    def forward(self, x):
        return self.body(x)
