"""Maximum likelihood and the Kullback-Leibler divergence (Kullback and Leibler, 1951; for the Gaussian: Kingma and Welling,
arXiv 1312.6114, appendix B).

    θ_ML = argmax_θ Σ_n log p_θ(x_n) = argmin_θ KL(p_data || p_θ)

    KL(p || q)                          = Σ_k p_k log(p_k / q_k)
    KL(N(μ, diag e^logvar) || N(0, I))  = -½ Σ_j (1 + logvar_j - μ_j² - e^logvar_j)

All logarithms are natural: the unit is the nat.
"""

from __future__ import annotations

import torch
from torch import Tensor


def gaussian_mle(x: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and variance of the Gaussian that makes x [N, ...] (floating) likeliest, for each number of a row: two tensors [...].
    The variance is divided by N, so that of one row is 0."""
    mu = x.mean(dim=0)
    return mu, (x - mu).square().mean(dim=0)


def bernoulli_mle(x: Tensor) -> Tensor:
    """The probability of 1 that makes x [N, ...], zeros and ones of any dtype, likeliest: [...], of x's dtype where that is
    floating, otherwise of the default one."""
    return (x if x.is_floating_point() else x.to(torch.get_default_dtype())).mean(dim=0)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    """KL(p || q) of probabilities [..., K]: [...]. 0 log 0 = 0; infinite where some q_k is 0 and p_k is not."""
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(dim=-1)


def kl_gauss(mu: Tensor, logvar: Tensor) -> Tensor:
    """KL(N(mu, diag exp(logvar)) || N(0, I)) of means and logarithms of variances [..., Z]: [...]."""
    return -0.5 * (1 + logvar - mu.square() - logvar.exp()).sum(dim=-1)
