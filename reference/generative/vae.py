"""Variational autoencoder (Kingma and Welling), arXiv 1312.6114: a Gaussian code and Bernoulli data.

p(z) = N(0, I),   p(x | z) = Π_d Bernoulli(x_d; σ(logit_d(z))),   q(z | x) = N(μ(x), diag e^logvar(x))

log p(x)  >=  ELBO = E_q[log p(x | z)] - KL(q(z | x) || p(z))          equation 3
KL = -½ Σ_j (1 + logvar_j - μ_j² - e^logvar_j)                          appendix B
z  = μ + e^(logvar / 2) ε,   ε from N(0, I)                             section 2.4
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def reparameterize(mu: Tensor, logvar: Tensor, eps: Tensor) -> Tensor:
    """z from the noise eps, all of one shape: gradients reach mu and logvar."""
    return mu + torch.exp(0.5 * logvar) * eps


def elbo(x: Tensor, logits: Tensor, mu: Tensor, logvar: Tensor) -> Tensor:
    """The lower bound in nats, to be maximised, with one sample of z: summed over D and Z, the mean over the batch; 0-d.

    x and logits [N, D], x between 0 and 1; mu and logvar [N, Z].
    """
    log_p = (x * logits - F.softplus(logits)).sum(dim=1)  # log p(x | z): [N]
    kl = -0.5 * (1 + logvar - mu.square() - logvar.exp()).sum(dim=1)  # [N]
    return (log_p - kl).mean()


class VAE(nn.Module):
    """x [N, D] to (logits [N, D], mu [N, Z], logvar [N, Z]), through H hidden units on each side. z is sampled in training; in
    evaluation it is mu. The dtype is that of the weights, float32 by default."""

    def __init__(self, D: int, H: int, Z: int) -> None:
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(D, H), nn.ReLU())
        self.mu, self.logvar = nn.Linear(H, Z), nn.Linear(H, Z)
        self.decoder = nn.Sequential(nn.Linear(Z, H), nn.ReLU(), nn.Linear(H, D))

    def decode(self, z: Tensor) -> Tensor:
        """The logits of p(x | z): [N, Z] to [N, D]."""
        return self.decoder(z)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        h = self.encoder(x)
        mu, logvar = self.mu(h), self.logvar(h)
        z = reparameterize(mu, logvar, torch.randn_like(mu)) if self.training else mu
        return self.decode(z), mu, logvar
