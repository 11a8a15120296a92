"""en: You reversed the caller's list dims in place.
ko: 호출한 쪽의 리스트 dims를 제자리에서 뒤집었습니다.
"""

from itertools import pairwise

import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, dims):
        super().__init__()
        self.encoder = nn.ModuleList([nn.Linear(a, b) for a, b in pairwise(dims)])
        back = dims
        if isinstance(back, list):
            back.reverse()
        else:
            back = back[::-1]
        self.decoder = nn.ModuleList([nn.Linear(a, b) for a, b in pairwise(back)])

    def encode(self, x):
        for layer in self.encoder[:-1]:
            x = torch.relu(layer(x))
        return self.encoder[-1](x)

    def decode(self, z):
        for layer in self.decoder[:-1]:
            z = torch.relu(layer(z))
        return self.decoder[-1](z)

    def forward(self, x):
        return self.decode(self.encode(x))
