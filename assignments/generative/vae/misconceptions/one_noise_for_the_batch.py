"""en: All rows of the batch get the same noise; each gets its own.
ko: 배치의 모든 행에 같은 잡음을 썼습니다. 행마다 다른 잡음을 써야 합니다.
"""

import torch
import torch.nn.functional as F
from torch import nn


def reparameterize(mu, logvar, eps):
    std = torch.exp(0.5 * logvar)
    return mu + std * eps


def elbo(x, logits, mu, logvar):
    reconstruction = -F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(dim=1)
    kl = -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum(dim=1)
    return (reconstruction - kl).mean()


class VAE(nn.Module):
    def __init__(self, D, H, Z):
        super().__init__()
        self.hidden = nn.Linear(D, H)
        self.mu = nn.Linear(H, Z)
        self.logvar = nn.Linear(H, Z)
        self.up = nn.Linear(Z, H)
        self.out = nn.Linear(H, D)

    def decode(self, z):
        return self.out(torch.relu(self.up(z)))

    def forward(self, x):
        h = torch.relu(self.hidden(x))
        mu, logvar = self.mu(h), self.logvar(h)
        z = mu
        if self.training:
            z = reparameterize(mu, logvar, torch.randn_like(mu[:1]))
        return self.decode(z), mu, logvar
