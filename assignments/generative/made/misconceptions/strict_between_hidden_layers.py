"""en: Between two hidden layers the mask is strict (>); only that of the output is.
ko: 은닉층 사이의 마스크에 >를 썼습니다. >는 출력의 마스크에만 씁니다.
"""

from __future__ import annotations

import itertools

import torch
import torch.nn.functional as F
from torch import nn


def made_masks(D, hidden, degrees=None):
    if degrees is None:
        degrees = [torch.arange(1, D + 1)] + [1 + torch.arange(h) % (D - 1) for h in hidden]
    masks = [degrees[1][:, None] >= degrees[0][None, :]]
    for i in range(2, len(degrees)):
        masks.append(degrees[i][:, None] > degrees[i - 1][None, :])
    masks.append(degrees[0][:, None] > degrees[-1][None, :])
    return masks


class MADE(nn.Module):
    def __init__(self, D, hidden, degrees=None):
        super().__init__()
        sizes = [D, *hidden, D]
        self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in itertools.pairwise(sizes))
        for k, m in enumerate(made_masks(D, hidden, degrees)):
            self.register_buffer(f"m{k}", m)

    def forward(self, x):
        for k, lin in enumerate(self.layers):
            x = F.linear(x, lin.weight * getattr(self, f"m{k}"), lin.bias)
            if k < len(self.layers) - 1:
                x = torch.relu(x)
        return x
