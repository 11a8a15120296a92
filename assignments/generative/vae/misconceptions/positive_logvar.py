"""en: You made logvar positive; it may have either sign.
ko: logvar를 양수로 만들었습니다. logvar의 부호에는 제한이 없습니다.
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
        mu, logvar = self.mu(h), F.softplus(self.logvar(h))
        z = mu
        if self.training:
            z = reparameterize(mu, logvar, torch.randn_like(mu))
        return self.decode(z), mu, logvar
