"""en: You added one to each count; the maximum-likelihood estimate is the plain share of ones.
ko: 횟수에 1씩 더했습니다. 최대 가능도 추정값은 1의 비율 그대로입니다.
"""

import torch


def gaussian_mle(x):
    mu = x.mean(dim=0)
    var = ((x - mu) ** 2).mean(dim=0)
    return mu, var


def bernoulli_mle(x):
    if not x.is_floating_point():
        x = x.float()
    return (x.sum(dim=0) + 1) / (len(x) + 2)


def kl_categorical(p, q):
    terms = torch.where(p > 0, p * (torch.log(p) - torch.log(q)), torch.zeros_like(p))
    return terms.sum(dim=-1)


def kl_gauss(mu, logvar):
    return -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum(dim=-1)
