"""en: You took the logarithm of the sigmoid: large logits give ln 0.
ko: 시그모이드의 로그를 구했습니다. 로짓이 크면 ln 0이 됩니다.
"""

import torch
from torch import nn


def reparameterize(mu, logvar, eps):
    std = torch.exp(0.5 * logvar)
    return mu + std * eps


def elbo(x, logits, mu, logvar):
    reconstruction = (x * torch.log(torch.sigmoid(logits)) + (1 - x) * torch.log(1 - torch.sigmoid(logits))).sum(dim=1)
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
            z = reparameterize(mu, logvar, torch.randn_like(mu))
        return self.decode(z), mu, logvar
