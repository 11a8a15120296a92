"""In the style of PyTorch's example: fc1, fc21, fc22, fc3, fc4; the loss is built of BCE and KLD."""

import torch
from torch import nn
from torch.nn import functional as F


def reparameterize(mu, logvar, eps):
    std = torch.exp(0.5 * logvar)
    return mu + eps * std


def elbo(x, logits, mu, logvar):
    BCE = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
    KLD = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
    return -(BCE + KLD) / x.size(0)


class VAE(nn.Module):
    def __init__(self, D, H, Z):
        super().__init__()
        self.fc1 = nn.Linear(D, H)
        self.fc21 = nn.Linear(H, Z)
        self.fc22 = nn.Linear(H, Z)
        self.fc3 = nn.Linear(Z, H)
        self.fc4 = nn.Linear(H, D)

    def encode(self, x):
        h1 = F.relu(self.fc1(x))
        return self.fc21(h1), self.fc22(h1)

    def decode(self, z):
        h3 = F.relu(self.fc3(z))
        return self.fc4(h3)

    def forward(self, x):
        mu, logvar = self.encode(x)
        z = mu
        if self.training:
            z = reparameterize(mu, logvar, torch.randn_like(logvar))
        return self.decode(z), mu, logvar
