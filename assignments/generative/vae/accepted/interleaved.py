"""One layer for both heads, whose outputs alternate and begin with logvar; parameters of its own; rows one by one."""

import math

import torch
import torch.nn.functional as F
from torch import nn


def weights(outputs, inputs):
    return nn.Parameter(torch.randn(outputs, inputs) / math.sqrt(inputs))


class VAE(nn.Module):
    def __init__(self, D, H, Z):
        super().__init__()
        self.W1, self.b1 = weights(H, D), nn.Parameter(torch.zeros(H))
        self.W2, self.b2 = weights(2 * Z, H), nn.Parameter(torch.zeros(2 * Z))
        self.W3, self.b3 = weights(H, Z), nn.Parameter(torch.zeros(H))
        self.W4, self.b4 = weights(D, H), nn.Parameter(torch.zeros(D))

    def decode(self, z):
        return F.linear(F.linear(z, self.W3, self.b3).clamp_min(0), self.W4, self.b4)

    def forward(self, x):
        both = F.linear(F.linear(x, self.W1, self.b1).clamp_min(0), self.W2, self.b2)
        logvar, mu = both[:, 0::2], both[:, 1::2]
        z = mu
        if self.training:
            z = reparameterize(mu, logvar, torch.randn(mu.shape, dtype=mu.dtype, device=mu.device))
        return self.decode(z), mu, logvar


def reparameterize(mu, logvar, eps):
    sigma = (logvar / 2).exp()
    return sigma * eps + mu


def elbo(x, logits, mu, logvar):
    bounds = []
    for row, logit, m, s in zip(x, logits, mu, logvar, strict=True):
        rec = -F.binary_cross_entropy_with_logits(logit, row, reduction="none").sum()
        kl = sum(0.5 * (torch.exp(b) + a**2 - 1 - b) for a, b in zip(m, s, strict=True))
        bounds.append(rec - kl)
    return torch.stack(bounds).mean()
