"""en: Your layers are in a plain list: the module does not know their parameters.
ko: 층이 일반 리스트에 들어 있어 모듈이 매개변수를 알지 못합니다.
"""

from itertools import pairwise

import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, dims):
        super().__init__()
        back = dims[::-1]
        self.encoder = [nn.Linear(a, b) for a, b in pairwise(dims)]
        self.decoder = [nn.Linear(a, b) for a, b in pairwise(back)]

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
