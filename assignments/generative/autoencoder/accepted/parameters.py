"""Weights and biases as parameters of its own, one list for the whole network."""

import math
from itertools import pairwise

import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, dims):
        super().__init__()
        sizes = list(dims) + list(reversed(dims))[1:]
        self.half = len(dims) - 1
        self.W = nn.ParameterList([nn.Parameter(torch.randn(o, i) / math.sqrt(i)) for i, o in pairwise(sizes)])
        self.b = nn.ParameterList([nn.Parameter(torch.zeros(o)) for o in sizes[1:]])

    def _pass(self, x, layers):
        for i in layers:
            x = x @ self.W[i].T + self.b[i]
            if i not in (self.half - 1, 2 * self.half - 1):
                x = x.clamp(min=0)
        return x

    def encode(self, x):
        return self._pass(x, range(self.half))

    def decode(self, z):
        return self._pass(z, range(self.half, 2 * self.half))

    def forward(self, x):
        return self._pass(x, range(2 * self.half))
