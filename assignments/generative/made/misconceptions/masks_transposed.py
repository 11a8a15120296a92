"""en: Your masks are [inputs, outputs]. They have the shape of the weights, [outputs, inputs].
ko: 마스크의 모양이 [입력, 출력]입니다. 가중치와 같은 [출력, 입력]이어야 합니다.
"""

from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import nn


def made_masks(D, hidden, degrees=None):
    if degrees is None:
        degrees = [torch.arange(1, D + 1)]
        for H in hidden:
            degrees.append(1 + torch.arange(H) % (D - 1))
    masks = []
    for before, after in pairwise(degrees):
        masks.append((after[:, None] >= before[None, :]).float())
    masks.append((degrees[0][:, None] > degrees[-1][None, :]).float())
    return [mask.T for mask in masks]


class MaskedLinear(nn.Linear):
    def __init__(self, mask):
        super().__init__(mask.shape[1], mask.shape[0])
        self.register_buffer("mask", mask)

    def forward(self, x):
        return F.linear(x, self.weight * self.mask, self.bias)


class MADE(nn.Module):
    def __init__(self, D, hidden, degrees=None):
        super().__init__()
        self.layers = nn.ModuleList(
            [MaskedLinear(mask) for mask in (mask.T for mask in made_masks(D, hidden, degrees))]
        )

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = torch.relu(layer(x))
        return self.layers[-1](x)
