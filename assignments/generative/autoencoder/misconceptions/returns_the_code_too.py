"""en: forward returns the reconstruction and the code; it returns the reconstruction alone.
ko: forward가 복원값과 코드를 함께 반환합니다. 복원값만 반환합니다.
"""

from itertools import pairwise

import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, dims):
        super().__init__()
        back = dims[::-1]
        self.encoder = nn.ModuleList([nn.Linear(a, b) for a, b in pairwise(dims)])
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
        z = self.encode(x)
        return self.decode(z), z
