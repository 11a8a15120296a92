"""An autoencoder around a smaller one."""

import torch.nn as nn


class Autoencoder(nn.Module):
    def __init__(self, dims):
        super().__init__()
        outer, hidden, *rest = dims
        self.down = nn.Linear(outer, hidden)
        self.inner = Autoencoder([hidden, *rest]) if rest else None
        self.up = nn.Linear(hidden, outer)

    def encode(self, x):
        h = self.down(x)
        return h if self.inner is None else self.inner.encode(h.relu())

    def decode(self, z):
        if self.inner is not None:
            z = self.inner.decode(z).relu()
        return self.up(z)

    def forward(self, x):
        return self.decode(self.encode(x))
