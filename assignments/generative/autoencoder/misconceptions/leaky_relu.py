"""en: Your hidden layers have leaky ReLUs; they have ReLU.
ko: 은닉 층에 leaky ReLU를 썼습니다. ReLU를 쓰십시오.
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
            x = nn.functional.leaky_relu(layer(x))
        return self.encoder[-1](x)

    def decode(self, z):
        for layer in self.decoder[:-1]:
            z = nn.functional.leaky_relu(layer(z))
        return self.decoder[-1](z)

    def forward(self, x):
        return self.decode(self.encode(x))
