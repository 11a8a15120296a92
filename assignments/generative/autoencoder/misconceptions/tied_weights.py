"""en: Your decoder uses the encoder's weights; it has its own.
ko: 디코더가 인코더의 가중치를 씁니다. 디코더에는 자신의 가중치가 있습니다.
"""

from itertools import pairwise

import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, dims):
        super().__init__()
        back = dims[::-1]
        self.encoder = nn.ModuleList([nn.Linear(a, b) for a, b in pairwise(dims)])
        self.bias = nn.ParameterList([nn.Parameter(torch.zeros(b)) for b in back[1:]])

    def encode(self, x):
        for layer in self.encoder[:-1]:
            x = torch.relu(layer(x))
        return self.encoder[-1](x)

    def decode(self, z):
        last = len(self.bias) - 1
        for i, layer in enumerate(reversed(self.encoder)):
            z = z @ layer.weight + self.bias[i]
            z = z if i == last else torch.relu(z)
        return z

    def forward(self, x):
        return self.decode(self.encode(x))
