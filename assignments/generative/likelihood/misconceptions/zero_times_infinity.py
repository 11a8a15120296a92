"""en: With p = 0 your term is 0 · ln 0, which is NaN; it is 0.
ko: p = 0이면 항이 0 · ln 0, 곧 NaN이 됩니다. 0이어야 합니다.
"""

import torch


def gaussian_mle(x):
    mu = x.mean(dim=0)
    var = ((x - mu) ** 2).mean(dim=0)
    return mu, var


def bernoulli_mle(x):
    if not x.is_floating_point():
        x = x.float()
    return x.mean(dim=0)


def kl_categorical(p, q):
    terms = p * (torch.log(p) - torch.log(q))
    return terms.sum(dim=-1)


def kl_gauss(mu, logvar):
    return -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum(dim=-1)
