"""Heads registered the other way round, noise by torch.normal, the reconstruction by log-sum-exp."""

import torch
from torch import nn


def reparameterize(mu, logvar, eps):
    return mu + torch.pow(torch.exp(logvar), 0.5) * eps


def elbo(x, logits, mu, logvar):
    zero = torch.zeros_like(logits)
    log_p = x * logits - torch.logaddexp(logits, zero)
    recon = log_p.sum(dim=1).mean(dim=0)
    kl = 0.5 * torch.sum(torch.exp(logvar) + mu.square() - 1.0 - logvar, dim=1).mean(dim=0)
    return recon - kl


class Decoder(nn.Module):
    def __init__(self, Z, H, D):
        super().__init__()
        self.out = nn.Linear(H, D)
        self.hidden = nn.Linear(Z, H)

    def forward(self, z):
        return self.out(torch.relu(self.hidden(z)))


class VAE(nn.Module):
    def __init__(self, D, H, Z):
        super().__init__()
        self.decoder = Decoder(Z, H, D)
        self.to_logvar = nn.Linear(H, Z)
        self.to_mu = nn.Linear(H, Z)
        self.to_hidden = nn.Linear(D, H)

    def decode(self, z):
        return self.decoder(z)

    def sample(self, mu, logvar):
        if not self.training:
            return mu
        eps = torch.normal(torch.zeros_like(mu), torch.ones_like(mu))
        return reparameterize(mu, logvar, eps)

    def forward(self, x):
        hidden = torch.relu(self.to_hidden(x))
        mu, logvar = self.to_mu(hidden), self.to_logvar(hidden)
        return self.decode(self.sample(mu, logvar)), mu, logvar
