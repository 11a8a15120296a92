"""en: Your decoder goes from the code to the output at once; it has the encoder's sizes in reverse order.
ko: 디코더가 코드에서 출력으로 한 번에 갑니다. 디코더는 인코더의 크기를 거꾸로 거칩니다.
"""

from itertools import pairwise

import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, dims):
        super().__init__()
        self.encoder = nn.ModuleList([nn.Linear(a, b) for a, b in pairwise(dims)])
        self.decoder = nn.ModuleList([nn.Linear(dims[-1], dims[0])])

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
