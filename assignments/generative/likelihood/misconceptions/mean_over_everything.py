"""en: You took the mean over all axes; the examples lie along axis 0.
ko: 모든 축에 대하여 평균을 구했습니다. 예제는 0번 축을 따라 놓여 있습니다.
"""

import torch


def gaussian_mle(x):
    mu = x.mean()
    var = ((x - mu) ** 2).mean()
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
