"""en: You added a small number inside the logarithms: a q of 0 then gives a large number, not inf.
ko: 로그 안에 작은 수를 더했습니다. q가 0이면 inf가 아니라 큰 수가 됩니다.
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
    terms = p * torch.log((p + 1e-12) / (q + 1e-12))
    return terms.sum(dim=-1)


def kl_gauss(mu, logvar):
    return -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum(dim=-1)
