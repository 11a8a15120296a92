"""Public-tutorial style: two Sequentials built by appending, the last activation popped off."""

from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, dims):
        super().__init__()
        enc = []
        for i in range(len(dims) - 1):
            a, b = dims[i], dims[i + 1]
            enc.append(nn.Linear(in_features=a, out_features=b, bias=True))
            enc.append(nn.ReLU(inplace=True))
        enc.pop()
        dec = []
        rev = tuple(reversed(dims))
        for i in range(len(rev) - 1):
            a, b = rev[i], rev[i + 1]
            dec.extend([nn.Linear(a, b), nn.ReLU(True)])
        self.encoder = nn.Sequential(*enc)
        self.decoder = nn.Sequential(*dec[:-1])
        self.apply(self.init_weights)

    @staticmethod
    def init_weights(m):
        if isinstance(m, nn.Linear):
            nn.init.xavier_uniform_(m.weight)
            nn.init.zeros_(m.bias)

    def encode(self, x):
        return self.encoder(x)

    def decode(self, z):
        return self.decoder(z)

    def forward(self, x):
        z = self.encode(x)
        x_hat = self.decode(z)
        return x_hat
