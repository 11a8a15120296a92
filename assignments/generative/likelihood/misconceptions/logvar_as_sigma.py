"""en: You took logvar for σ; it is ln σ².
ko: logvar를 σ로 보았습니다. ln σ²입니다.
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
    terms = torch.where(p > 0, p * (torch.log(p) - torch.log(q)), torch.zeros_like(p))
    return terms.sum(dim=-1)


def kl_gauss(mu, logvar):
    return -0.5 * (1 + torch.log(logvar**2) - mu**2 - logvar**2).sum(dim=-1)
