"""en: You tell the last layer by its size: a hidden layer as wide as the code, or as the data, gets no ReLU.
ko: 마지막 층을 크기로 알아봅니다. 코드나 데이터와 크기가 같은 은닉 층 다음에 ReLU가 없습니다.
"""

from itertools import pairwise

from torch import nn


def stack(sizes):
    layers = []
    for a, b in pairwise(sizes):
        layers.append(nn.Linear(a, b))
        if b != sizes[-1]:
            layers.append(nn.ReLU())
    return nn.Sequential(*layers)


class Autoencoder(nn.Module):
    def __init__(self, dims):
        super().__init__()
        self.encoder, self.decoder = stack(dims), stack(dims[::-1])

    def encode(self, x):
        return self.encoder(x)

    def decode(self, z):
        return self.decoder(z)

    def forward(self, x):
        return self.decode(self.encode(x))
