"""en: Your decoder starts with the transposed weights of the encoder, without a copy: both share memory, and change together.
ko: 디코더가 인코더 가중치의 전치를 복사하지 않고 씁니다. 둘은 메모리를 함께 쓰므로 같이 바뀝니다.
"""

from itertools import pairwise

import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, dims):
        super().__init__()
        self.encoder = nn.ModuleList([nn.Linear(a, b) for a, b in pairwise(dims)])
        self.decoder = nn.ModuleList([nn.Linear(a, b) for a, b in pairwise(dims[::-1])])
        for down, up in zip(self.encoder, reversed(self.decoder), strict=True):
            up.weight.data = down.weight.data.t()

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
