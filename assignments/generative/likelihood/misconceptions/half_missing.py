"""en: The factor ½ of the Gaussian divergence is missing.
ko: 가우시안 발산에 ½이 빠졌습니다.
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
    return -(1 + logvar - mu**2 - logvar.exp()).sum(dim=-1)
