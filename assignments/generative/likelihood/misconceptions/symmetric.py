"""en: You averaged the two directions; KL(p ‖ q) is not symmetric.
ko: 두 방향의 평균을 구했습니다. KL(p ‖ q)는 대칭이 아닙니다.
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
    terms = (p - q) * (torch.log(p) - torch.log(q)) / 2
    return terms.sum(dim=-1)


def kl_gauss(mu, logvar):
    return -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum(dim=-1)
