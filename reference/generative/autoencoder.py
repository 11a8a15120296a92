"""Autoencoder (Hinton and Salakhutdinov, Science 313, 2006; without its pretraining): a network that copies its input through
a code with fewer numbers.

    z = f(x),  x̂ = g(z),    trained on the mean of (x̂ - x)²

Without hidden layers it is linear, and the best it can do is what the principal components do (Bourlard and Kamp, 1988).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from torch import Tensor, nn


def mlp(sizes: Sequence[int]) -> nn.Sequential:
    """Linear layers of these sizes, with ReLU between them and none at the end: [N, sizes[0]] to [N, sizes[-1]]."""
    layers: list[nn.Module] = []
    for inputs, outputs in pairwise(sizes):
        layers += [nn.Linear(inputs, outputs), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


class Autoencoder(nn.Module):
    """Reconstructions [N, D] of x [N, D]: `dims` are the sizes from D to the code, and the decoder goes the same way back."""

    def __init__(self, dims: Sequence[int]) -> None:
        super().__init__()
        self.f, self.g = mlp(dims), mlp(dims[::-1])

    def encode(self, x: Tensor) -> Tensor:
        """The codes of x: [N, dims[-1]]."""
        return self.f(x)

    def decode(self, z: Tensor) -> Tensor:
        """What has the codes z: [N, D]."""
        return self.g(z)

    def forward(self, x: Tensor) -> Tensor:
        return self.decode(self.encode(x))
