"""en: You divided by N − 1; the maximum-likelihood variance is divided by N.
ko: N − 1로 나누었습니다. 최대 가능도 분산은 N으로 나눕니다.
"""

import torch


def gaussian_mle(x):
    mu = x.mean(dim=0)
    var = x.var(dim=0)
    return mu, var


def bernoulli_mle(x):
    if not x.is_floating_point():
        x = x.float()
    return x.mean(dim=0)


def kl_categorical(p, q):
    terms = torch.where(p > 0, p * (torch.log(p) - torch.log(q)), torch.zeros_like(p))
    return terms.sum(dim=-1)


def kl_gauss(mu, logvar):
    return -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum(dim=-1)
