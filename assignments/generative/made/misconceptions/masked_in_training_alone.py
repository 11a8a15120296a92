"""en: You mask the weights in training mode alone. In evaluation mode, whatever has been written into them is used.
ko: 학습 모드에서만 가중치를 가렸습니다. 평가 모드에서는 가중치에 쓰인 값이 그대로 쓰입니다.
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
    return masks


class MaskedLinear(nn.Linear):
    def __init__(self, mask):
        super().__init__(mask.shape[1], mask.shape[0])
        self.register_buffer("mask", mask)

    def forward(self, x):
        if self.training:
            self.weight.data.mul_(self.mask)
        return F.linear(x, self.weight, self.bias)


class MADE(nn.Module):
    def __init__(self, D, hidden, degrees=None):
        super().__init__()
        self.layers = nn.ModuleList([MaskedLinear(mask) for mask in made_masks(D, hidden, degrees)])

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = torch.relu(layer(x))
        return self.layers[-1](x)
