"""en: You add noise to the input in training: that is a denoising autoencoder.
ko: 학습할 때 입력에 잡음을 더했습니다. 그것은 잡음 제거 오토인코더입니다.
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
        noise = 0.1 * torch.randn_like(x) if self.training else 0
        return self.decode(self.encode(x + noise))
