"""One layer for both heads, split in two; a network in each direction."""

import torch
import torch.nn.functional as F
from torch import nn


class VAE(nn.Module):
    def __init__(self, D, H, Z):
        super().__init__()
        self.decoder = nn.Sequential(nn.Linear(Z, H), nn.ReLU(inplace=True), nn.Linear(H, D))
        self.encoder = nn.Sequential(nn.Linear(D, H), nn.ReLU(inplace=True), nn.Linear(H, 2 * Z))

    def decode(self, z):
        return self.decoder(z)

    def forward(self, x):
        mu, logvar = self.encoder(x).chunk(2, dim=-1)
        eps = torch.zeros_like(mu)
        if self.training:
            eps.normal_()
        return self.decode(reparameterize(mu, logvar, eps)), mu, logvar


def reparameterize(mu, logvar, eps):
    return torch.addcmul(mu, logvar.exp().sqrt(), eps)


def elbo(x, logits, mu, logvar):
    log_likelihood = x * F.logsigmoid(logits) + (1 - x) * F.logsigmoid(-logits)
    kl = 0.5 * (logvar.exp() + mu**2 - 1 - logvar)
    return (log_likelihood.sum(-1) - kl.sum(-1)).mean()
