"""en: The variance loses digits: one mean is subtracted for all positions; subtract that of each.
ko: 모든 위치에 평균 하나를 빼서 분산의 자릿수를 잃습니다. 위치마다 그 평균을 빼십시오.
"""

import torch


def gaussian_mle(x):
    c = x.mean()
    d = x - c
    m = d.mean(0)
    var = (d * d).mean(0) - m * m
    return c + m, var.clamp(min=0)


def bernoulli_mle(x):
    if not x.is_floating_point():
        x = x.float()
    return x.mean(0)


def kl_categorical(p, q):
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(-1)


def kl_gauss(mu, logvar):
    return -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum(-1)
