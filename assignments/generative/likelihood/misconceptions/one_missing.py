"""en: The 1 of the Gaussian divergence is missing: N(0, I) is not at distance 0 from itself.
ko: 가우시안 발산에 1이 빠졌습니다. N(0, I)와 자기 자신의 거리가 0이 아니게 됩니다.
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
    return -0.5 * (logvar - mu**2 - logvar.exp()).sum(dim=-1)
