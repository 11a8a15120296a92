"""Module lists, a loop with an index, ReLU as a function."""

import torch.nn as nn
import torch.nn.functional as F


class Autoencoder(nn.Module):
    def __init__(self, dims):
        super().__init__()
        self.decoder_layers = nn.ModuleList()
        self.encoder_layers = nn.ModuleList()
        n = len(dims)
        for i in range(n - 1):
            self.encoder_layers.append(nn.Linear(dims[i], dims[i + 1]))
        for i in range(n - 1, 0, -1):
            self.decoder_layers.append(nn.Linear(dims[i], dims[i - 1]))

    def run(self, layers, x):
        for i, layer in enumerate(layers):
            x = layer(x)
            if i < len(layers) - 1:
                x = F.relu(x)
        return x

    def encode(self, x):
        return self.run(self.encoder_layers, x)

    def decode(self, z):
        return self.run(self.decoder_layers, z)

    def forward(self, x):
        code = self.encode(x)
        return self.decode(code)
