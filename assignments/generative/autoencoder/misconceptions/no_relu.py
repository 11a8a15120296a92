"""en: There is no ReLU between your layers: the whole network is linear.
ko: 층 사이에 ReLU가 없습니다. 네트워크 전체가 선형입니다.
"""

from itertools import pairwise

from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, dims):
        super().__init__()
        back = dims[::-1]
        self.encoder = nn.ModuleList([nn.Linear(a, b) for a, b in pairwise(dims)])
        self.decoder = nn.ModuleList([nn.Linear(a, b) for a, b in pairwise(back)])

    def encode(self, x):
        for layer in self.encoder[:-1]:
            x = layer(x)
        return self.encoder[-1](x)

    def decode(self, z):
        for layer in self.decoder[:-1]:
            z = layer(z)
        return self.decoder[-1](z)

    def forward(self, x):
        return self.decode(self.encode(x))
